package io.heliograph.kit.thread;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the n-th failure in a row: doubled each time from {@code first} to {@code
 * max}, of which a random half is taken off, so that what failed together does not come back
 * together.
 *
 * @param first the upper bound after the first failure
 * @param max the upper bound however many failures
 */
public record Backoff(Duration first, Duration max) {
  private static final int DOUBLING_MAX = 30;

  /** From 200 milliseconds to 10 seconds. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  /** Checks the bounds. */
  public Backoff {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("back-off: 0 < first <= max, found " + first + ", " + max);
    }
  }

  /**
   * The wait before the next attempt.
   *
   * @param failures how many attempts in a row failed, at least 1
   */
  public Duration after(int failures, RandomGenerator random) {
    int doublings = Math.min(Math.max(failures, 1) - 1, DOUBLING_MAX);
    long boundNanos = Math.min(max.toNanos(), saturatedDouble(first.toNanos(), doublings));
    return Duration.ofNanos(boundNanos - (long) (random.nextDouble() * boundNanos / 2));
  }

  private static long saturatedDouble(long nanos, int doublings) {
    return nanos > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE : nanos << doublings;
  }
}
