package io.heliograph.dispatcher.fetch;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A hub that remembers what plugins made of a file. */
public final class RememberedWork implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("hub.replay-cache.size-bytes", "10000000");
  }
}
