package io.heliograph.reconciliation.provider;

/**
 * How many providers a member may bring that were unknown here: a quota for each window of time, so
 * that neither one snapshot nor many in a row flood the map (contract federation.md, section 3.8).
 * One thread at a time.
 */
public final class Admission {
  private final int providersMax;
  private final long windowMillis;
  private long windowStartMillis = Long.MIN_VALUE;
  private int taken;

  /**
   * @param providersMax new providers of one member in each window
   */
  public Admission(int providersMax, long windowMillis) {
    this.providersMax = providersMax;
    this.windowMillis = windowMillis;
  }

  /** Takes one more of the quota; says whether there was one. */
  public boolean take(long nowMillis) {
    if (windowStartMillis == Long.MIN_VALUE || nowMillis - windowStartMillis >= windowMillis) {
      windowStartMillis = nowMillis;
      taken = 0;
    }
    if (taken >= providersMax) {
      return false;
    }
    taken++;
    return true;
  }

  /** When the next window opens. */
  public long opensMillis() {
    return windowStartMillis == Long.MIN_VALUE ? Long.MIN_VALUE : windowStartMillis + windowMillis;
  }
}
