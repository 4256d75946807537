package io.heliograph.kit.limit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on bytes held in memory (D7). What is taken is a {@link Share}, which gives back all it
 * holds once, however often it is closed. Thread-safe.
 */
public final class ByteBudget {
  private final long bytesMax;
  private final AtomicLong taken = new AtomicLong();

  /**
   * A budget.
   *
   * @param bytesMax the bound in bytes
   */
  public ByteBudget(long bytesMax) {
    if (bytesMax < 0) {
      throw new IllegalArgumentException("bytesMax: at least 0, found " + bytesMax);
    }
    this.bytesMax = bytesMax;
  }

  /** The bound in bytes. */
  public long bytesMax() {
    return bytesMax;
  }

  /** Bytes taken; more than {@link #bytesMax()} only through {@link Share#force}. */
  public long taken() {
    return taken.get();
  }

  /** Takes that many bytes; empty, and nothing is taken, when there is no room. */
  public Optional<Share> tryTake(long bytes) {
    Share share = new Share();
    return share.tryGrow(bytes) ? Optional.of(share) : Optional.empty();
  }

  /** Takes as many of the wanted bytes as there is room for, perhaps none. */
  public Share takeUpTo(long wanted) {
    Share share = new Share();
    share.growUpTo(wanted);
    return share;
  }

  /** Bytes that one holder has taken. Thread-safe. */
  public final class Share implements AutoCloseable {
    private static final long CLOSED = -1;

    private final AtomicLong held = new AtomicLong();

    private Share() {}

    /** Bytes held; 0 after {@link #close()}. */
    public long held() {
      return Math.max(0, held.get());
    }

    /** Takes that many more; false, and nothing is taken, without room or after the close. */
    public boolean tryGrow(long bytes) {
      requireSize(bytes);
      long before = taken.get();
      while (bytes <= bytesMax - before) {
        if (taken.compareAndSet(before, before + bytes)) {
          return keep(bytes);
        }
        before = taken.get();
      }
      return false;
    }

    /** Takes as many of the wanted bytes as there is room for; how many it took. */
    public long growUpTo(long wanted) {
      requireSize(wanted);
      while (true) {
        long before = taken.get();
        long granted = Math.min(wanted, bytesMax - before);
        if (granted <= 0) {
          return 0;
        }
        if (taken.compareAndSet(before, before + granted)) {
          return keep(granted) ? granted : 0;
        }
      }
    }

    /** Takes that many more beyond the bound: what is in memory already has to be counted. */
    public void force(long bytes) {
      requireSize(bytes);
      taken.addAndGet(bytes);
      boolean unused = keep(bytes);
    }

    /** Gives that many back early, at most what is held. */
    public void shrink(long bytes) {
      requireSize(bytes);
      long before = held.get();
      while (before > 0) {
        long less = Math.min(bytes, before);
        if (held.compareAndSet(before, before - less)) {
          taken.addAndGet(-less);
          return;
        }
        before = held.get();
      }
    }

    /** Gives everything back; a second call does nothing. */
    @Override
    public void close() {
      long before = held.getAndSet(CLOSED);
      if (before > 0) {
        taken.addAndGet(-before);
      }
    }

    private boolean keep(long bytes) {
      long before = held.get();
      while (before != CLOSED) {
        if (held.compareAndSet(before, before + bytes)) {
          return true;
        }
        before = held.get();
      }
      taken.addAndGet(-bytes);
      return false;
    }

    private static void requireSize(long bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes: at least 0, found " + bytes);
      }
    }
  }
}
