package io.heliograph.coordinator.fetch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes that answers under way keep in memory (D7). An answer gets at most a share of
 * what is free, so that however many answers are not read there is room for a small one more.
 * Thread-safe.
 */
public final class PinnedBytes {
  /** An answer gets at most this part of what is free. */
  private static final long SHARES = 8;

  /** So much is given of what is free, also when its share is less. */
  private static final long GRANTED_MIN = 4 * 1024;

  private final long bytesMax;
  private final AtomicLong pinned = new AtomicLong();

  public PinnedBytes(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** The most that one answer may hold. */
  long shareMax() {
    return Math.max(1, bytesMax / SHARES);
  }

  /** Takes of the room at most so much and at most its share; 0 when there is none. */
  public long reserve(long wanted) {
    while (true) {
      long taken = pinned.get();
      long free = bytesMax - taken;
      long share = Math.min(free, Math.max(free / SHARES, GRANTED_MIN));
      long granted = Math.min(wanted, share);
      if (granted <= 0) {
        return 0;
      }
      if (pinned.compareAndSet(taken, taken + granted)) {
        return granted;
      }
    }
  }

  /** Gives back what is not needed any more; negative when an event was larger than the room. */
  public void unpin(long bytes) {
    pinned.addAndGet(-bytes);
  }

  /** Bytes in answers under way. */
  public long current() {
    return pinned.get();
  }
}
