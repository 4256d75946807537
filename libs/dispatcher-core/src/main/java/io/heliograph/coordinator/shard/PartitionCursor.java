package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.Cursor;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.OpenItem;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryLoader;
import io.heliograph.coordinator.log.HistoryReader;

/**
 * A cursor and the partition it stands in; one for each cursor. It waits in the {@link Timers} of
 * its event loop for what time brings it first: the end of its earliest lease, or the record that a
 * lane of the error queue waits for. Runs on its event loop.
 */
final class PartitionCursor extends Timers.Timed {
  /** Nothing waits for its time here. */
  static final long NEVER = Long.MAX_VALUE;

  /** The head's age is not known before it is loaded. */
  static final long UNKNOWN_AGE = Long.MIN_VALUE;

  /** Nothing to be had here now. */
  static final long NOTHING = Long.MAX_VALUE;

  private final OwnedPartition partition;
  private final Cursor cursor;
  private boolean gone;

  /** Something is being loaded for it that its walk has not seen. */
  private boolean loading;

  PartitionCursor(OwnedPartition partition, Cursor cursor) {
    this.partition = partition;
    this.cursor = cursor;
  }

  OwnedPartition partition() {
    return partition;
  }

  Cursor cursor() {
    return cursor;
  }

  CursorKey key() {
    return cursor.key();
  }

  AckWindow window() {
    return cursor.window();
  }

  /** Records at or above are not this cursor's. */
  long limit() {
    return cursor.limit();
  }

  /** When the record that a lane waits at becomes due; 0 when it waits at none. */
  long dueMillis() {
    return cursor.dueMillis();
  }

  void waitUntil(long millis) {
    cursor.waitUntil(millis);
  }

  /** Whether the partition was given up, or the subscription ended or restarted. */
  boolean gone() {
    return gone;
  }

  void leave() {
    gone = true;
  }

  /**
   * Has what a walk misses loaded, or lets what comes next in this partition be loaded.
   *
   * @param missing the offset that the walk stopped at, or -1 when it has seen what there was
   * @return whether something is being loaded for it
   */
  boolean needs(long missing, HistoryReader reader, HistoryLoader history) {
    if (missing >= 0) {
      history.load(partition.id, missing, reader);
    } else if (loading) {
      history.looked(partition.id, reader);
    }
    loading = missing >= 0;
    return loading;
  }

  /** Whether its walk may have stopped for want of those records. */
  boolean mayNeed(Chunk chunk) {
    long position = cursor.window().scanned();
    return cursor.window().firstReady() != null
        || (position >= chunk.base() && position < chunk.end())
        || partition.duplicates.containsKey(cursor.key());
  }

  /** When time brings something here, milliseconds since 1970, or {@link #NEVER}. */
  long nextMillis() {
    OpenItem leased = cursor.window().firstLeased();
    long leaseEnd = leased == null ? NEVER : leased.expiryMillis();
    return cursor.dueMillis() > 0 ? Math.min(leaseEnd, cursor.dueMillis()) : leaseEnd;
  }

  /**
   * The time of the next record to look at: what has waited longest goes first.
   *
   * @return milliseconds since 1970, or {@link #UNKNOWN_AGE} or {@link #NOTHING}
   */
  long headMillis() {
    if (cursor.window().firstReady() != null) {
      return UNKNOWN_AGE;
    }
    long position = cursor.window().scanned();
    if (position >= Math.min(cursor.limit(), partition.log.end())) {
      return NOTHING;
    }
    Chunk chunk = partition.log.chunkAt(position);
    if (chunk == null) {
      return UNKNOWN_AGE;
    }
    int index = chunk.indexFrom(position);
    return index < chunk.size() ? chunk.record(index).timestampMillis() : UNKNOWN_AGE;
  }
}
