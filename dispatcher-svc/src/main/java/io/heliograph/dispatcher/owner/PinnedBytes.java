package io.heliograph.dispatcher.owner;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes that answers under way keep in memory (D7). Thread-safe. */
public final class PinnedBytes {
  private final long bytesMax;
  private final AtomicLong pinned = new AtomicLong();

  public PinnedBytes(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Whether another answer may begin to collect. */
  boolean room() {
    return pinned.get() < bytesMax;
  }

  void pin(long bytes) {
    pinned.addAndGet(bytes);
  }

  void unpin(long bytes) {
    pinned.addAndGet(-bytes);
  }

  /** Bytes in answers under way. */
  public long current() {
    return pinned.get();
  }
}
