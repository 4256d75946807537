package io.heliograph.kit.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps the label {@code method} of HTTP metrics to the methods that there are: a client may send
 * any word for one, and each would be a meter for ever. Thread-safe.
 */
final class KnownMethods implements MeterFilter {
  private static final String LABEL = "method";
  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  @Override
  public Meter.Id map(Meter.Id id) {
    String method = id.getName().startsWith("http.") ? id.getTag(LABEL) : null;
    return method == null || KNOWN.contains(method)
        ? id
        : id.replaceTags(
            id.getTags().stream()
                .map(tag -> tag.getKey().equals(LABEL) ? Tag.of(LABEL, "OTHER") : tag)
                .toList());
  }

  /** Found by the registry. */
  @Singleton
  static final class Beans {
    @Produces
    @Singleton
    MeterFilter methods() {
      return new KnownMethods();
    }
  }
}
