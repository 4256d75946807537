package io.heliograph.migration;

import java.util.ArrayDeque;
import java.util.Deque;

/** Records per second over the last ten seconds. Bounded: one sum for each second. */
final class RateWindow {
  private static final long SECONDS = 10;
  private static final long MILLIS = 1_000;

  private final Deque<long[]> sums = new ArrayDeque<>();
  private long firstMillis;

  /** So many records were copied at that time. */
  void add(long atMillis, long records) {
    if (records <= 0) {
      return;
    }
    if (firstMillis == 0) {
      firstMillis = atMillis;
    }
    long second = atMillis / MILLIS;
    if (sums.isEmpty() || sums.getLast()[0] != second) {
      sums.addLast(new long[] {second, 0});
    }
    sums.getLast()[1] += records;
    while (sums.size() > SECONDS) {
      sums.removeFirst();
    }
  }

  double perSecond(long nowMillis) {
    long newest = nowMillis / MILLIS;
    long records =
        sums.stream().filter(sum -> sum[0] > newest - SECONDS).mapToLong(sum -> sum[1]).sum();
    double seconds = Math.clamp((nowMillis - firstMillis) / (double) MILLIS, 1, SECONDS);
    return records / seconds;
  }
}
