package io.heliograph.dispatcher.fetch;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A hub that tries again soon. */
public final class ShortDelays implements QuarkusTestProfile {
  static final long RETRY_MILLIS = 1_000;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("hub.dispatcher.retry-delay", "PT" + RETRY_MILLIS / 1000 + "S");
  }
}
