package io.heliograph.coordinator.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Ends the wait of one loop, also one that only begins then. Thread-safe. */
public final class WakeUp {
  private volatile CompletableFuture<Void> next = new CompletableFuture<>();

  /** The loop has something to look at, which it can see from now. */
  public void wake() {
    next.complete(null);
  }

  /** Waits on the loop until it is woken, at most that long. */
  public void await(Turn turn, Duration wait) throws InterruptedException {
    CompletableFuture<Void> current = next;
    try {
      turn.await(current, wait);
    } catch (TimeoutException nothingNew) {
      return;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    // Who wakes between the two lines has shown before what the loop looks at after them.
    next = new CompletableFuture<>();
  }
}
