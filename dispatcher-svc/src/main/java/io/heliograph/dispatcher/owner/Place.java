package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Cursor;
import io.heliograph.dispatcher.log.Chunk;

/** A cursor and the partition it stands in. */
record Place(OwnedPartition partition, Cursor cursor) {
  /** The head's age is not known before it is loaded. */
  static final long UNKNOWN_AGE = Long.MIN_VALUE;

  /** Nothing to be had here now. */
  static final long NOTHING = Long.MAX_VALUE;

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
