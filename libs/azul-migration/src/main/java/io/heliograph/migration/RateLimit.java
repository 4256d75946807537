package io.heliograph.migration;

import java.util.concurrent.TimeUnit;

/** Holds a rate: tells how long to wait after so many records. Not thread-safe. */
final class RateLimit {
  private final int perSecondMax;
  private long dueNanos;

  /**
   * @param perSecondMax 0 for no limit
   * @param nowNanos a monotonic clock's present time
   */
  RateLimit(int perSecondMax, long nowNanos) {
    this.perSecondMax = perSecondMax;
    this.dueNanos = nowNanos;
  }

  /** So many records were copied; nanoseconds until the next may be. */
  long after(int records, long nowNanos) {
    if (perSecondMax <= 0) {
      return 0;
    }
    // What was not used before is not made up for.
    long from = dueNanos - nowNanos > 0 ? dueNanos : nowNanos;
    dueNanos = from + records * TimeUnit.SECONDS.toNanos(1) / perSecondMax;
    return dueNanos - nowNanos;
  }
}
