package io.heliograph.kit.thread;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the work of a {@link SupervisedThread} is given. Used on that thread only. */
public interface Turn {
  /** Between two looks of {@link #await} at whether the thread shall stop. */
  long AWAIT_SLICE_NANOS = 500_000_000L;

  /** Whether the work shall go on; false once the thread was asked to stop. */
  boolean running();

  /**
   * Says that the thread is alive. To be called at least every 10 seconds, so before and after any
   * wait, none of which may be longer: {@link SupervisedThreads} reports a thread that has been
   * silent for 60 seconds.
   */
  void beat();

  /**
   * Says that the work got further than ever before: the next failure counts as the first. A retry
   * that fails where the last one failed must not say it.
   */
  void progressed();

  /**
   * Waits, beating meanwhile, at most that long; ends at once when the thread shall stop.
   *
   * @return {@link #running()}
   */
  boolean pause(Duration wait) throws InterruptedException;

  /**
   * Waits for an answer, beating meanwhile, at most that long; not at all when the thread shall
   * stop.
   *
   * @throws TimeoutException when there is none by then, or when the thread shall stop
   */
  default <T> T await(CompletableFuture<T> answer, Duration wait)
      throws ExecutionException, InterruptedException, TimeoutException {
    long until = System.nanoTime() + wait.toNanos();
    while (running()) {
      beat();
      long left = until - System.nanoTime();
      try {
        long slice = Math.clamp(left, 0, AWAIT_SLICE_NANOS);
        return answer.get(slice, TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        if (left <= 0) {
          throw late;
        }
      }
    }
    throw new TimeoutException("the thread shall stop");
  }

  /**
   * What ends a wait of the work when the thread shall stop, such as a consumer's wake-up; replaces
   * the former one. Runs on the thread that stops; at once when the stop has begun.
   */
  void onStop(Runnable wakeUp);
}
