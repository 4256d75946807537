package io.heliograph.dispatcher;

import io.heliograph.local.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points the service under test at the Redis of this test JVM. */
public final class LocalRedis implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "hub.redis.uri",
        LocalStack.shared().redis().uri(),
        "hub.security.markings",
        "OFFICIAL;SECRET;TOP");
  }

  @Override
  public void stop() {
    // The shared stack ends with the JVM.
  }
}
