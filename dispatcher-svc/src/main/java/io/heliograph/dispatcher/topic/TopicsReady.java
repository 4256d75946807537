package io.heliograph.dispatcher.topic;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until every topic that the service writes to exists. */
@Readiness
@ApplicationScoped
final class TopicsReady implements HealthCheck {
  private final TopicKeeper keeper;

  TopicsReady(TopicKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("topics").status(keeper.complete()).build();
  }
}
