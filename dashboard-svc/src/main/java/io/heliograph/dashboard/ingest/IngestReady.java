package io.heliograph.dashboard.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while messages are counted: Kafka and Redis are there, and partitions are ours. */
@Readiness
@ApplicationScoped
final class IngestReady implements HealthCheck {
  private final StatisticsConsumer consumer;

  IngestReady(StatisticsConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("statistics").status(consumer.isReady()).build();
  }
}
