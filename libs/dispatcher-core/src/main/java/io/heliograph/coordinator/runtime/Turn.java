package io.heliograph.coordinator.runtime;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the work of a loop is given: whether to go on, and how to wait. Used by that loop only. */
public interface Turn {
  /** Whether the work shall go on; false once the loop was asked to stop. */
  boolean running();

  /** Says that the loop is alive; to be called before and after each wait. */
  void beat();

  /** Says that the work got further than ever before: the next failure counts as the first. */
  void progressed();

  /**
   * Waits for an answer, beating meanwhile, at most that long; not at all when the loop shall stop.
   *
   * @throws TimeoutException when there is none by then, or when the loop shall stop
   */
  <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration wait)
      throws ExecutionException, InterruptedException, TimeoutException;

  /**
   * Waits for a message, also when the loop shall stop.
   *
   * @param waitMillis the longest wait
   * @return null when none came
   */
  <M> @Nullable M poll(BlockingQueue<M> messages, long waitMillis) throws InterruptedException;
}
