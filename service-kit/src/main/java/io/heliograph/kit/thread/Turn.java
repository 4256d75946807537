package io.heliograph.kit.thread;

import java.time.Duration;

/** What the work of a {@link SupervisedThread} is given. Used on that thread only. */
public interface Turn {
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
   * What ends a wait of the work when the thread shall stop, such as a consumer's wake-up; replaces
   * the former one. Runs on the thread that stops; at once when the stop has begun.
   */
  void onStop(Runnable wakeUp);
}
