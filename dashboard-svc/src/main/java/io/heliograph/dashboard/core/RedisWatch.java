package io.heliograph.dashboard.core;

import io.heliograph.event.StatisticsKeys;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Redis once a second for the newest message counted, with a limit of its own: what readiness,
 * pages and readers know of Redis. One that is stopped or cut off is away like one that is down. A
 * supervised thread asks; thread-safe.
 */
@ApplicationScoped
public class RedisWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final StatisticsRedis redis;
  private final SupervisedThreads threads;
  private final InstantSource clock;
  private final Duration limit;
  private volatile State state;
  private @Nullable SupervisedThread thread;

  /**
   * What is known of Redis.
   *
   * @param reachable whether it answered the last time, within the limit
   * @param since when that began
   * @param reason why it is not reachable; null when it is
   * @param latest the arrival of the newest message counted, as far as it was ever told
   */
  public record State(
      boolean reachable, Instant since, @Nullable String reason, @Nullable Instant latest) {
    private static final String NOT_ASKED = "not asked yet";

    static State first(Instant now) {
      return new State(false, now, NOT_ASKED, null);
    }

    /** False in the first moments of the process. */
    public boolean asked() {
      return !NOT_ASKED.equals(reason);
    }

    State answered(@Nullable Instant newest, Instant now) {
      return new State(true, reachable ? since : now, null, newest);
    }

    State silent(String why, Instant now) {
      return new State(false, reachable ? now : since, why, latest);
    }
  }

  RedisWatch(StatisticsRedis redis, StatisticsSettings settings, InstantSource clock, Uses uses) {
    this.redis = redis;
    this.threads = uses.threads();
    this.clock = clock;
    this.limit = settings.redis().watchTimeout();
    this.state = State.first(clock.instant());
    Gauge.builder("dashboard_redis_reachable", this, watch -> watch.state.reachable() ? 1 : 0)
        .description("1 while Redis answers within its limit, else 0")
        .register(uses.meters());
  }

  /** What it is made of. */
  @Singleton
  record Uses(SupervisedThreads threads, MeterRegistry meters) {}

  void start(@Observes StartupEvent started) {
    thread = threads.start("redis-watch", this::watch);
  }

  void stop(@Observes ShutdownEvent stopped) {
    if (thread != null) {
      thread.requestStop();
    }
  }

  /** As of at most a second, or the limit, ago. */
  public State state() {
    return state;
  }

  private void watch(Turn turn) throws InterruptedException {
    do {
      turn.beat();
      ask();
      turn.progressed();
    } while (turn.pause(INTERVAL));
  }

  private void ask() throws InterruptedException {
    CompletableFuture<@Nullable Response> asked =
        redis
            .client()
            .send(Request.cmd(Command.GET).arg(StatisticsKeys.LATEST))
            .toCompletionStage()
            .toCompletableFuture();
    try {
      Response second = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      state = state.answered(second == null ? null : moment(second.toString()), clock.instant());
    } catch (TimeoutException silent) {
      state = state.silent("no answer within " + limit.toMillis() + " ms", clock.instant());
    } catch (ExecutionException failure) {
      state = state.silent(reason(failure), clock.instant());
    }
  }

  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    String text = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static @Nullable Instant moment(String second) {
    return second.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(second)) : null;
  }
}
