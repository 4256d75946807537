package io.heliograph.dispatcher.registration;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Lets each key through at most once per pause. Holds a bounded number of keys. Thread-safe. */
final class WriteThrottle {
  private final long pauseNanos;
  private final int keysMax;
  private final ConcurrentMap<String, Long> dueNanos = new ConcurrentHashMap<>();

  WriteThrottle(long pauseNanos, int keysMax) {
    this.pauseNanos = pauseNanos;
    this.keysMax = keysMax;
  }

  /**
   * Whether the key may be written now; then its pause begins. A new key beyond the bound is
   * refused until older ones have run out.
   */
  boolean pass(String key, long nowNanos) {
    Long due = dueNanos.get(key);
    if (due == null) {
      if (dueNanos.size() >= keysMax) {
        dueNanos.values().removeIf(old -> old - nowNanos <= 0);
      }
      return dueNanos.size() < keysMax && dueNanos.putIfAbsent(key, nowNanos + pauseNanos) == null;
    }
    return due - nowNanos <= 0 && dueNanos.replace(key, due, nowNanos + pauseNanos);
  }

  /** Ends the pause of a key whose write failed, after so long. */
  void retryAfter(String key, long nowNanos, long delayNanos) {
    dueNanos.computeIfPresent(key, (any, due) -> nowNanos + Math.min(delayNanos, pauseNanos));
  }
}
