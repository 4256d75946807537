package io.heliograph.bench.dashboard;

import java.util.concurrent.atomic.AtomicLongArray;

/** Times to arrival, counted by millisecond. Thread-safe. */
final class Lags {
  private static final int MILLIS_MAX = 60_000;

  private final AtomicLongArray counts = new AtomicLongArray(MILLIS_MAX + 1);

  void add(long millis) {
    counts.incrementAndGet((int) Math.clamp(millis, 0L, (long) MILLIS_MAX));
  }

  long size() {
    long size = 0;
    for (int millis = 0; millis <= MILLIS_MAX; millis++) {
      size += counts.get(millis);
    }
    return size;
  }

  /** Milliseconds within which that share of them arrived. */
  int quantile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(size() * share));
    long seen = 0;
    for (int millis = 0; millis <= MILLIS_MAX; millis++) {
      seen += counts.get(millis);
      if (seen >= wanted) {
        return millis;
      }
    }
    return MILLIS_MAX;
  }

  String row(String who) {
    return "| %s | %,d | %d | %d | %d | %d |"
        .formatted(who, size(), quantile(0.5), quantile(0.95), quantile(0.99), quantile(1));
  }
}
