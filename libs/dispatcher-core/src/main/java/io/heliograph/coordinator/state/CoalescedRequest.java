package io.heliograph.coordinator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks a question that many ask at the same time once for all of them, and not more often than its
 * interval allows: whoever asks gets an answer to a question that was put after that, at once when
 * the last is long ago. However many ask, what the question costs is bounded. Thread-safe.
 *
 * @param <T> the answer
 */
final class CoalescedRequest<T> {
  private final long intervalMillis;
  private final LongSupplier monotonicMillis;
  private final Later later;
  private final Supplier<T> question;
  private List<CompletableFuture<T>> waiting = new ArrayList<>();
  private long lastMillis;
  private boolean due;

  /** Runs something after so many milliseconds. */
  @FunctionalInterface
  interface Later {
    void run(Runnable action, long millis);
  }

  /**
   * @param question does not block
   */
  CoalescedRequest(
      long intervalMillis, LongSupplier monotonicMillis, Later later, Supplier<T> question) {
    this.intervalMillis = intervalMillis;
    this.monotonicMillis = monotonicMillis;
    this.later = later;
    this.question = question;
    this.lastMillis = monotonicMillis.getAsLong() - intervalMillis;
  }

  /** Completes with the next answer, or as its question fails. */
  CompletableFuture<T> ask() {
    CompletableFuture<T> mine = new CompletableFuture<>();
    long waitMillis;
    synchronized (this) {
      waiting.add(mine);
      if (due) {
        return mine;
      }
      due = true;
      waitMillis = lastMillis + intervalMillis - monotonicMillis.getAsLong();
    }
    if (waitMillis <= 0) {
      put();
    } else {
      later.run(this::put, waitMillis);
    }
    return mine;
  }

  private void put() {
    List<CompletableFuture<T>> together;
    synchronized (this) {
      together = waiting;
      waiting = new ArrayList<>();
      due = false;
      lastMillis = monotonicMillis.getAsLong();
    }
    try {
      T answer = question.get();
      together.forEach(one -> one.complete(answer));
    } catch (RuntimeException failure) {
      together.forEach(one -> one.completeExceptionally(failure));
    }
  }
}
