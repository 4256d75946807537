package io.heliograph.dispatcher;

import io.heliograph.local.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points the service under test at the broker of this test JVM. */
public final class LocalKafka implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("kafka.bootstrap.servers", LocalStack.shared().kafka().bootstrap());
  }

  @Override
  public void stop() {
    // The shared stack ends with the JVM.
  }
}
