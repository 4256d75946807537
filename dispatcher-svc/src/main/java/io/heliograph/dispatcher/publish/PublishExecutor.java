package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that parse bodies and hand records to Kafka, with a bounded queue before them.
 */
@Singleton
final class PublishExecutor {
  private final ThreadPoolExecutor executor;

  PublishExecutor(PublishSettings settings) {
    int threads =
        settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(settings.waitingMax()),
            Thread.ofPlatform().name("publish-", 0).factory());
  }

  /**
   * Runs the task on one of the threads.
   *
   * @throws HubException 503 when too many tasks wait, or the service is stopping
   */
  void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException full) {
      throw HubException.busy(ErrorCode.OVERLOADED, "too many requests are being published");
    }
  }

  /** Takes no more tasks and waits for those that it has, at most so long. */
  void close(long timeoutMillis) throws InterruptedException {
    executor.shutdown();
    boolean unused = executor.awaitTermination(timeoutMillis, TimeUnit.MILLISECONDS);
  }
}
