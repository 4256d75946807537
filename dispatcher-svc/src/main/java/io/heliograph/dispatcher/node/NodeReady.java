package io.heliograph.dispatcher.node;

import io.heliograph.kit.kafka.CorruptBatches;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while this replica has its share of the partitions and Kafka takes what it stores. */
@Readiness
@ApplicationScoped
class NodeReady implements HealthCheck {
  private final DispatcherNode node;
  private final CorruptBatches corrupt;

  NodeReady(DispatcherNode node, CorruptBatches corrupt) {
    this.node = node;
    this.corrupt = corrupt;
  }

  @Override
  public HealthCheckResponse call() {
    String missing = node.missing();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("partitions").status(missing.isEmpty());
    if (!missing.isEmpty()) {
      answer.withData("missing", missing);
    }
    int waiting = node.waitingPartitions();
    if (waiting > 0) {
      answer.withData("waiting-partitions", waiting);
    }
    String unreadable = corrupt.told(System.nanoTime());
    if (!unreadable.isEmpty()) {
      answer.withData("degraded", "corrupt batches in Kafka: " + unreadable);
    }
    return answer.build();
  }
}
