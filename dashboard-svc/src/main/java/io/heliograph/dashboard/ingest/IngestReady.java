package io.heliograph.dashboard.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether messages are counted: without Kafka, or while Redis takes no writes, the statistics are
 * served as they are, so the service is ready and says that it is degraded. Only in the first
 * seconds of its life it is not ready for that reason.
 */
@Readiness
@ApplicationScoped
final class IngestReady implements HealthCheck {
  private final StatisticsConsumer consumer;

  IngestReady(StatisticsConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public HealthCheckResponse call() {
    IngestStatus.State state = consumer.status().state();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("statistics")
            .status(!consumer.status().starting())
            .withData("counting", state.counting());
    String missing = state.missing();
    return missing == null
        ? answer.build()
        : answer.withData("degraded", missing).withData("since", state.since().toString()).build();
  }
}
