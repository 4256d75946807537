package io.heliograph.kit.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps the label {@code method} of the HTTP library's meters to methods that exist: a client may
 * send any word for one, and each would be a series for ever.
 */
@Singleton
@Unremovable
final class MethodLabels implements MeterFilter {
  private static final String METERS = "http.server.";
  private static final String METHOD = "method";
  private static final Tag OTHER = Tag.of(METHOD, "other");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  @Override
  public Meter.Id map(Meter.Id id) {
    String method = id.getName().startsWith(METERS) ? id.getTag(METHOD) : null;
    // A tag of the same key takes the place of the former.
    return method == null || METHODS.contains(method) ? id : id.withTag(OTHER);
  }
}
