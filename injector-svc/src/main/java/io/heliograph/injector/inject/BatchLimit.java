package io.heliograph.injector.inject;

/**
 * How many children one transaction may have now. A transaction should end within a tenth of a
 * second; one that is slower halves the number, one that fails does so down to a single child, so
 * that a machine that is starved still gets on. Lives on the injection thread and outlives
 * sessions.
 */
final class BatchLimit {
  private static final long TARGET_NANOS = 100_000_000;

  /** Below it a transaction's own cost counts more than its children. */
  private static final int SLOW_MIN = 50;

  private final int max;
  private int now;

  BatchLimit(int max) {
    this.max = max;
    this.now = max;
  }

  int now() {
    return now;
  }

  /** A transaction of so many children was committed. */
  void committed(int children, long nanos) {
    if (nanos > TARGET_NANOS) {
      if (children > SLOW_MIN) {
        now = Math.max(SLOW_MIN, Math.min(now, children / 2));
      }
    } else if (children >= now / 2) {
      now = Math.min(max, now + 1 + now / 4);
    }
  }

  /** A transaction was not committed. */
  void failed() {
    now = Math.max(1, now / 2);
  }
}
