package io.heliograph.dispatcher.registration;

import io.heliograph.kit.health.DependencyWatch;
import io.heliograph.kit.health.DependencyWatch.State;
import io.heliograph.kit.thread.SupervisedThreads;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether Redis answers: asked every five seconds with a limit of two. Redis holds only what may be
 * lost: without it the service is ready, and {@code degraded}.
 */
@Readiness
@ApplicationScoped
class RedisWatch implements HealthCheck {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final DependencyWatch<Response> watch;
  private final SupervisedThreads threads;

  RedisWatch(ReactiveRedisDataSource redis, InstantSource clock, SupervisedThreads threads) {
    this.threads = threads;
    this.watch =
        new DependencyWatch<>(
            "redis", () -> redis.execute("PING").subscribeAsCompletionStage(), LIMIT, clock);
  }

  void start(@Observes StartupEvent started) {
    watch.start(threads, INTERVAL);
  }

  void stop(@Observes ShutdownEvent stopped) {
    watch.requestStop();
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("redis").up();
    State<Response> state = watch.state();
    return state.away()
        ? answer
            .withData("degraded", "registrations are not kept: Redis is away: " + state.reason())
            .build()
        : answer.build();
  }
}
