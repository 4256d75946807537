package io.heliograph.dashboard.live;

import java.time.Duration;

/**
 * What is done with the next text for a page whose line may be slower than what happens: while its
 * queue is full it is left out, and the page is told how many were once there is room again; a page
 * that takes nothing for too long is dropped. Decisions only. Single-threaded.
 */
final class Backlog {
  private final long stalledNanosMax;
  private long fullSinceNanos;
  private boolean full;
  private long leftOut;

  /** See {@link #next}. */
  enum Decision {
    WRITE,
    LEAVE_OUT,
    DROP
  }

  /**
   * @param stalledMax how long a queue may stay full
   */
  Backlog(Duration stalledMax) {
    this.stalledNanosMax = stalledMax.toNanos();
  }

  /**
   * Decides.
   *
   * @param queueFull whether the page's queue is full
   * @param events how many events the text holds; 0 for a sign of life
   */
  Decision next(boolean queueFull, int events, long nanos) {
    if (!queueFull) {
      full = false;
      return Decision.WRITE;
    }
    if (!full) {
      full = true;
      fullSinceNanos = nanos;
    }
    leftOut += events;
    return nanos - fullSinceNanos > stalledNanosMax ? Decision.DROP : Decision.LEAVE_OUT;
  }

  /** How many events were left out since this was asked last. */
  long takeLeftOut() {
    long taken = leftOut;
    leftOut = 0;
    return taken;
  }
}
