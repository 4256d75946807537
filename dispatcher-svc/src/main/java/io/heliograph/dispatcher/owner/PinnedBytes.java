package io.heliograph.dispatcher.owner;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes that answers under way keep in memory (D7). Thread-safe. */
public final class PinnedBytes {
  private final long bytesMax;
  private final AtomicLong pinned = new AtomicLong();

  public PinnedBytes(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes as much of the room as there is, at most so much; 0 when there is none. */
  long reserve(long wanted) {
    while (true) {
      long taken = pinned.get();
      long granted = Math.min(wanted, bytesMax - taken);
      if (granted <= 0) {
        return 0;
      }
      if (pinned.compareAndSet(taken, taken + granted)) {
        return granted;
      }
    }
  }

  /** Gives back what is not needed any more; negative when an event was larger than the room. */
  void unpin(long bytes) {
    pinned.addAndGet(-bytes);
  }

  /** Bytes in answers under way. */
  public long current() {
    return pinned.get();
  }
}
