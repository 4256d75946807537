package io.heliograph.dashboard.misp;

import io.heliograph.local.LocalStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** An empty Kafka and Redis for the service under test, which counts as MISP-dashboard does. */
public class ServersOfItsOwn implements QuarkusTestResourceLifecycleManager {
  private LocalStack stack;

  @Override
  public Map<String, String> start() {
    stack = LocalStack.start(LocalStack.options().kafka().redis());
    return Map.of(
        "kafka.bootstrap.servers",
        stack.kafka().bootstrap(),
        "hub.redis.uri",
        stack.redis().uri(),
        "hub.statistics.compatibility",
        "misp",
        "hub.statistics.geo.databases",
        Path.of("src/test/resources/misp/geo-test-city.mmdb").toAbsolutePath().toString());
  }

  @Override
  public void stop() {
    stack.close();
  }
}
