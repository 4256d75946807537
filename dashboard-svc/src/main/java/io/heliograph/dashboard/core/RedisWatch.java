package io.heliograph.dashboard.core;

import io.heliograph.event.StatisticsKeys;
import io.heliograph.kit.health.DependencyWatch;
import io.heliograph.kit.health.DependencyWatch.State;
import io.heliograph.kit.metric.Gauges;
import io.heliograph.kit.thread.SupervisedThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis once a second for the newest message counted: what readiness, pages and readers know
 * of Redis. Thread-safe.
 */
@ApplicationScoped
public class RedisWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final DependencyWatch<Instant> watch;
  private final SupervisedThreads threads;

  RedisWatch(
      StatisticsRedis redis,
      StatisticsSettings settings,
      InstantSource clock,
      SupervisedThreads threads,
      MeterRegistry meters) {
    this.threads = threads;
    this.watch =
        new DependencyWatch<>(
            "redis",
            () ->
                redis
                    .client()
                    .send(Request.cmd(Command.GET).arg(StatisticsKeys.LATEST))
                    .map(RedisWatch::moment)
                    .toCompletionStage(),
            settings.redis().watchTimeout(),
            clock);
    Gauges.register(
        meters,
        "dashboard_redis_reachable",
        "1 while Redis answers within its limit, else 0",
        () -> watch.state().reachable() ? 1 : 0);
  }

  void start(@Observes StartupEvent started) {
    watch.start(threads, INTERVAL);
  }

  void stop(@Observes ShutdownEvent stopped) {
    watch.requestStop();
  }

  /**
   * As of at most a second, or the limit, ago; the latest answer is the arrival of the newest
   * message counted.
   */
  public State<Instant> state() {
    return watch.state();
  }

  private static @Nullable Instant moment(@Nullable Response second) {
    return second != null && second.toString().matches("\\d{1,11}")
        ? Instant.ofEpochSecond(Long.parseLong(second.toString()))
        : null;
  }
}
