package io.heliograph.dispatcher.registration;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this replica has in Redis, by key: how many and how many bytes, for as long as Redis keeps
 * them, so that no client fills Redis with names. Lets each key through at most once per pause.
 * Thread-safe.
 */
final class WrittenKeys {
  /** What a key costs Redis beside its bytes. */
  private static final int OVERHEAD_BYTES = 128;

  /**
   * How long and how much.
   *
   * @param kept how long Redis keeps what is written
   * @param pause how long the same key is not written again
   */
  record Limits(Duration kept, Duration pause, int keysMax, long bytesMax) {}

  /** Whether something may be written. */
  enum Verdict {
    /** It may, and its pause begins. */
    WRITE,
    /** It was written a moment ago. */
    PAUSED,
    /** There is no room for it. */
    FULL
  }

  private record Written(long bytes, long dueNanos, long expiresNanos) {}

  private final Limits limits;
  // In the order in which they were last written, so in that of their ends.
  private final Map<String, Written> byKey = new LinkedHashMap<>();
  private long bytes;

  WrittenKeys(Limits limits) {
    this.limits = limits;
  }

  /** Whether the pause of the key is over, or it has none. */
  synchronized boolean isDue(String key, long nowNanos) {
    Written known = byKey.get(key);
    return known == null || known.dueNanos - nowNanos <= 0;
  }

  /** Whether a value of so many bytes may be written now. */
  synchronized Verdict take(String key, long valueBytes, long nowNanos) {
    forgetExpired(nowNanos);
    Written known = byKey.get(key);
    if (known != null && known.dueNanos - nowNanos > 0) {
      return Verdict.PAUSED;
    }
    long wanted = key.length() + valueBytes + OVERHEAD_BYTES;
    long held = bytes - (known == null ? 0 : known.bytes) + wanted;
    boolean tooMany = known == null && byKey.size() >= limits.keysMax;
    if (tooMany || held > limits.bytesMax) {
      return Verdict.FULL;
    }
    byKey.remove(key);
    byKey.put(
        key,
        new Written(wanted, nowNanos + limits.pause.toNanos(), nowNanos + limits.kept.toNanos()));
    bytes = held;
    return Verdict.WRITE;
  }

  /** Ends the pause of a key whose write failed, after so long. */
  synchronized void retryAfter(String key, long nowNanos, Duration delay) {
    byKey.computeIfPresent(
        key,
        (any, known) ->
            new Written(
                known.bytes,
                nowNanos + Math.min(delay.toNanos(), limits.pause.toNanos()),
                known.expiresNanos));
  }

  /** Bytes in Redis, as far as this replica has written them. */
  synchronized long bytes() {
    return bytes;
  }

  private void forgetExpired(long nowNanos) {
    Iterator<Written> oldest = byKey.values().iterator();
    while (oldest.hasNext()) {
      Written written = oldest.next();
      if (written.expiresNanos - nowNanos > 0) {
        return;
      }
      bytes -= written.bytes;
      oldest.remove();
    }
  }
}
