package io.heliograph.coordinator.shard;

import java.util.function.LongSupplier;

/**
 * How long one take may look at records before others have their turn: so many records or so much
 * time, whatever is over first; one record is always looked at. Runs on its event loop.
 */
final class Slice {
  /** The clock is read after so many records, or after the first of so many bytes. */
  private static final int CHECK_RECORDS = 16;

  private static final int CHECK_BYTES = 16 * 1024;

  private final int recordsMax;
  private final LongSupplier nanos;
  private final long startNanos;
  private final long nanosMax;
  private int records;
  private int unchecked;
  private long uncheckedBytes;
  private boolean over;

  /**
   * Begins now.
   *
   * @param nanos a clock that never goes back
   */
  Slice(int recordsMax, long nanosMax, LongSupplier nanos) {
    this.recordsMax = recordsMax;
    this.nanosMax = nanosMax;
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** A record of so many bytes was looked at. */
  void looked(long bytes) {
    records++;
    unchecked++;
    uncheckedBytes += bytes;
    if (records >= recordsMax) {
      over = true;
    } else if (unchecked >= CHECK_RECORDS || uncheckedBytes >= CHECK_BYTES) {
      unchecked = 0;
      uncheckedBytes = 0;
      over = nanos.getAsLong() - startNanos >= nanosMax;
    }
  }

  /** Whether it is others' turn. */
  boolean isOver() {
    return over;
  }
}
