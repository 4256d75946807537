package io.heliograph.kit.limit;

import java.time.Duration;

/**
 * Whether a body makes progress: it is cut off for bringing too little in a window of time, never
 * for taking long. A window in which we did not want to read says nothing of the client. Not
 * thread-safe: lives where the body's bytes arrive; its owner calls {@link #windowEnded} at the end
 * of each window.
 */
public final class BodyPace {
  private final long bytesMin;
  private long bytes;
  private boolean held;

  /**
   * A pace.
   *
   * @param window between two calls of {@link #windowEnded}
   */
  public BodyPace(Duration window, int bytesPerSecondMin) {
    this.bytesMin = Math.max(1, window.toMillis() * bytesPerSecondMin / 1_000);
  }

  /** Bytes came. */
  public void arrived(int count) {
    bytes += count;
  }

  /** We do not read now, or have not until now. */
  public void held() {
    held = true;
  }

  /** Begins the next window; true when too little came in this one. */
  public boolean windowEnded() {
    boolean tooLittle = !held && bytes < bytesMin;
    bytes = 0;
    held = false;
    return tooLittle;
  }
}
