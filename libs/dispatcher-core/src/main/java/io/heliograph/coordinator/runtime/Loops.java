package io.heliograph.coordinator.runtime;

import java.time.Duration;

/** Runs loops, each on a thread of its own. Thread-safe. */
@FunctionalInterface
public interface Loops {
  /** The longest pause before a loop begins again, unless it says another. */
  Duration PAUSE_MAX = Duration.ofSeconds(10);

  /** What a loop does. */
  @FunctionalInterface
  interface Work {
    /**
     * Works until {@link Turn#running()} is false. Closes what it opened however it ends.
     *
     * @throws Exception when the work is to begin again
     */
    void run(Turn turn) throws Exception;
  }

  /** A loop that was started. Thread-safe. */
  interface Loop {
    /** Asks the work to end, without waiting for it. */
    void requestStop();

    /**
     * Asks the work to end and waits for it.
     *
     * @param wait the longest wait
     * @return whether it has ended
     */
    boolean stop(Duration wait) throws InterruptedException;
  }

  /**
   * Starts a loop whose work begins again after whatever ended it, until it is stopped.
   *
   * @param pauseMax the longest pause before that, which grows with failures in a row
   */
  Loop start(String name, Duration pauseMax, Work work);

  /** Starts a loop that pauses for at most {@link #PAUSE_MAX} before it begins again. */
  default Loop start(String name, Work work) {
    return start(name, PAUSE_MAX, work);
  }
}
