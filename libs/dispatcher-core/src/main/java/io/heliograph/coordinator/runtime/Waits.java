package io.heliograph.coordinator.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Time limits of what others do. Thread-safe. */
public interface Waits {
  /** By the clock of this machine. */
  Waits SYSTEM =
      new Waits() {
        @Override
        public <T extends @Nullable Object> T get(CompletableFuture<T> answer, Duration wait)
            throws ExecutionException, InterruptedException, TimeoutException {
          return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public <T extends @Nullable Object> CompletableFuture<T> limit(
            CompletableFuture<T> answer, long millis) {
          return answer.orTimeout(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void later(Runnable action, long millis) {
          CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(action);
        }
      };

  /**
   * Waits for an answer on the calling thread.
   *
   * @throws TimeoutException when there is none by then
   */
  <T extends @Nullable Object> T get(CompletableFuture<T> answer, Duration wait)
      throws ExecutionException, InterruptedException, TimeoutException;

  /** Completes an answer exceptionally that has not come after so many milliseconds. */
  <T extends @Nullable Object> CompletableFuture<T> limit(CompletableFuture<T> answer, long millis);

  /** Runs something short after so many milliseconds. */
  void later(Runnable action, long millis);
}
