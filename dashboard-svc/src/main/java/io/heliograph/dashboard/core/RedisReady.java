package io.heliograph.dashboard.core;

import io.heliograph.kit.health.DependencyWatch.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Redis answers: without it no statistics can be served. */
@Readiness
@ApplicationScoped
final class RedisReady implements HealthCheck {
  private final RedisWatch redis;

  RedisReady(RedisWatch redis) {
    this.redis = redis;
  }

  @Override
  public HealthCheckResponse call() {
    State<Instant> state = redis.state();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("redis")
            .status(state.reachable())
            .withData("since", state.since().toString());
    String reason = state.reason();
    return reason == null ? answer.build() : answer.withData("missing", "redis: " + reason).build();
  }
}
