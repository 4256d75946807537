package io.heliograph.dashboard.ingest;

import io.heliograph.kit.kafka.CorruptBatches;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether messages are counted: without Kafka, or while Redis takes no writes, the statistics are
 * served as they are, so the service is ready and says that it is degraded, as it does while
 * batches of Kafka cannot be read. Only in the first seconds of its life it is not ready for that
 * reason.
 */
@Readiness
@ApplicationScoped
final class IngestReady implements HealthCheck {
  private final StatisticsConsumer consumer;
  private final CorruptBatches corrupt;

  IngestReady(StatisticsConsumer consumer, CorruptBatches corrupt) {
    this.consumer = consumer;
    this.corrupt = corrupt;
  }

  @Override
  public HealthCheckResponse call() {
    IngestStatus.State state = consumer.status().state();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("statistics")
            .status(!consumer.status().starting())
            .withData("counting", state.counting());
    String missing = state.missing();
    if (missing != null) {
      return answer
          .withData("degraded", missing)
          .withData("since", state.since().toString())
          .build();
    }
    String unreadable = corrupt.told(System.nanoTime());
    return unreadable.isEmpty()
        ? answer.build()
        : answer.withData("degraded", "corrupt batches in Kafka: " + unreadable).build();
  }
}
