package io.heliograph.content;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that hash, encrypt and touch the disk, with a bounded queue before them. A task
 * never waits for a client: an upload's task ends when the bytes that have arrived are written.
 */
public final class ContentThreads implements AutoCloseable {
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final int waitingMax;
  private final ThreadPoolExecutor executor;

  /**
   * Starts no thread yet.
   *
   * @param threads 0 for two more than there are processors
   * @param waitingMax tasks that may wait for a thread
   */
  public ContentThreads(String name, int threads, int waitingMax) {
    int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors() + 2;
    this.waitingMax = waitingMax;
    executor =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            waiting,
            Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /**
   * Runs a task.
   *
   * @throws ContentException when too many tasks wait
   */
  void execute(Runnable task) {
    if (waiting.size() >= waitingMax) {
      throw busy();
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException stopping) {
      throw busy();
    }
  }

  private static ContentException busy() {
    return ContentException.busy("too many requests wait for the content store");
  }

  /**
   * Runs what takes a file away, however many tasks wait: there are never more of these than
   * uploads. After {@link #close} it does nothing, the next start sweeps.
   */
  void cleanUp(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException stopping) {
      // Swept by the next start.
    }
  }

  /** The outcome of a task; fails with what it throws, or at once when too many tasks wait. */
  <T> CompletableFuture<T> call(Callable<T> task) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return task.call();
            } catch (Exception failure) {
              throw new CompletionException(failure);
            }
          },
          this::execute);
    } catch (ContentException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
