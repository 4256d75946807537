package io.heliograph.dispatcher.registration;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis answers: asked every five seconds with a limit of two, so one that is stopped is
 * away like one that is down. Redis holds only what may be lost: without it the service is ready,
 * and {@code degraded}.
 */
@Readiness
@ApplicationScoped
class RedisWatch implements HealthCheck {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int REASON_MAX = 200;

  private final ReactiveRedisDataSource redis;
  private final SupervisedThreads threads;
  private volatile @Nullable SupervisedThread thread;
  private volatile @Nullable String away;

  RedisWatch(ReactiveRedisDataSource redis, SupervisedThreads threads) {
    this.redis = redis;
    this.threads = threads;
  }

  void start(@Observes StartupEvent started) {
    thread = threads.every("redis-watch", INTERVAL, turn -> look());
  }

  void stop(@Observes ShutdownEvent stopped) {
    SupervisedThread running = thread;
    if (running != null) {
      running.requestStop();
    }
  }

  private void look() {
    try {
      var unused = redis.execute("PING").await().atMost(LIMIT);
      away = null;
    } catch (TimeoutException silent) {
      away = "no answer within " + LIMIT.toMillis() + " ms";
    } catch (RuntimeException failure) {
      String reason = String.valueOf(failure.getMessage());
      away = reason.length() > REASON_MAX ? reason.substring(0, REASON_MAX) : reason;
    }
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("redis").up();
    String reason = away;
    return reason == null
        ? answer.build()
        : answer
            .withData("degraded", "registrations are not kept: Redis is away: " + reason)
            .build();
  }
}
