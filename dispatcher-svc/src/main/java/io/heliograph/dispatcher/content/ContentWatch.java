package io.heliograph.dispatcher.content;

import io.heliograph.content.ContentStore;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the content store takes files: asked at the start and every five seconds since, with a
 * limit of four, so one that is stopped is away like one that is down. Events need no contents:
 * without the store the service is ready, and {@code degraded}.
 */
@Readiness
@Singleton
final class ContentWatch implements HealthCheck {
  private static final Logger LOG = Logger.getLogger(ContentWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final int REASON_MAX = 200;

  private final ContentStore store;
  private final SupervisedThreads threads;
  private volatile @Nullable SupervisedThread thread;
  private volatile @Nullable String away;

  ContentWatch(ContentStore store, SupervisedThreads threads) {
    this.store = store;
    this.threads = threads;
  }

  void start(@Observes StartupEvent started) throws InterruptedException {
    look();
    thread = threads.every("content-watch", INTERVAL, turn -> look());
  }

  void stop(@Observes ShutdownEvent stopped) {
    SupervisedThread running = thread;
    if (running != null) {
      running.requestStop();
    }
  }

  /** Why the store takes no files; null while it does. */
  @Nullable String away() {
    return away;
  }

  void look() throws InterruptedException {
    String before = away;
    String now = reason();
    away = now;
    if (now != null && before == null) {
      LOG.warnf("content store away: %s", now);
    } else if (now == null && before != null) {
      LOG.info("content store reached");
    }
  }

  private @Nullable String reason() throws InterruptedException {
    try {
      var unused = store.check().toCompletableFuture().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return null;
    } catch (TimeoutException silent) {
      return "no answer within " + LIMIT.toMillis() + " ms";
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason = String.valueOf(cause);
      return reason.length() > REASON_MAX ? reason.substring(0, REASON_MAX) : reason;
    }
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("content").up();
    String reason = away;
    return reason == null
        ? answer.build()
        : answer
            .withData("degraded", "files are neither stored nor read: the store is away: " + reason)
            .build();
  }
}
