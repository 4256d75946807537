package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.runtime.CoordinatorClock;
import java.util.concurrent.TimeUnit;

/**
 * The numbers that the core works with.
 *
 * @param leaseMillis how long a leased event stays with a plugin without a sign of life
 * @param attemptsMax deliveries of one event to one subscription, lost leases and error statuses
 *     counted together
 * @param openItemsMax open items of one cursor; it is not scanned further while it has as many
 * @param sliceRecords records looked at in one go before others have their turn
 * @param sliceMillis how long records are looked at in one go before others have their turn
 * @param retryDelayMillis delay of the second attempt; it doubles with each further one
 * @param dedupeRecords how many offsets back an earlier copy of an event is looked for; 0 for never
 */
public record ShardSettings(
    long leaseMillis,
    int attemptsMax,
    int openItemsMax,
    int sliceRecords,
    long sliceMillis,
    long retryDelayMillis,
    int dedupeRecords) {

  private static final long HELD_MILLIS_MIN = 30 * 60 * 1000;
  private static final int DEDUPE_RECORDS_MAX = 1_000_000;

  public ShardSettings {
    if (sliceMillis < 1) {
      throw new IllegalArgumentException(
          "hub.dispatcher.slice must be at least 1 ms, not " + sliceMillis + " ms");
    }
    if (dedupeRecords < 0 || dedupeRecords > DEDUPE_RECORDS_MAX) {
      throw new IllegalArgumentException(
          "hub.dispatcher.dedupe-records must be between 0 and "
              + DEDUPE_RECORDS_MAX
              + ", not "
              + dedupeRecords);
    }
  }

  /** What one take may look at, from now on. */
  Slice slice(CoordinatorClock clock) {
    return new Slice(
        sliceRecords, TimeUnit.MILLISECONDS.toNanos(sliceMillis), clock::monotonicNanos);
  }

  /**
   * How long an answer may be on its way before its events are given back: longer than any answer
   * that makes progress takes.
   */
  long heldMillisMax() {
    return Math.max(leaseMillis, HELD_MILLIS_MIN);
  }

  /** When a record of the error queue is due; a replayed one, which is a first attempt, at once. */
  public long dueMillis(long recordMillis, int attempt) {
    if (attempt < 2) {
      return recordMillis;
    }
    int doublings = Math.min(attempt - 2, 20);
    return recordMillis + (retryDelayMillis << doublings);
  }
}
