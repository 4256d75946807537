package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.PartitionLog;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A partition that this replica owns, with everything about it. Runs on its event loop. */
final class OwnedPartition {
  final PartitionId id;

  /** Of this taking among all of this process: what is of another is void. */
  final long number;

  final PartitionLog log;

  /** What {@code hub.cursors} said when the partition was taken, until a cursor takes it up. */
  final Map<CursorKey, CursorState> recovered;

  /** The cursors in it that were used, by subscription. */
  final Map<String, List<PartitionCursor>> cursors = new HashMap<>();

  /** The dedupe windows of the cursors that have some. */
  final Map<CursorKey, Duplicates> duplicates = new HashMap<>();

  /** What of it gets a tombstone. */
  final PendingTombstones tombstones;

  /** Where the log ended when the partition was taken: statuses may speak of anything before it. */
  final long endWhenTaken;

  /** When the partition was taken, milliseconds since 1970. */
  long takenMillis;

  /** Nothing is handed out before the statuses since the stored state have been applied. */
  boolean active;

  OwnedPartition(
      PartitionId id,
      long number,
      long tailStart,
      long endWhenTaken,
      Map<CursorKey, CursorState> recovered) {
    this.id = id;
    this.number = number;
    this.endWhenTaken = endWhenTaken;
    this.log = new PartitionLog(tailStart);
    this.recovered = new LinkedHashMap<>(recovered);
    this.tombstones = new PendingTombstones(id, log);
  }

  /** Gives a cursor its dedupe windows, or none. */
  void dedupe(CursorKey key, @Nullable Duplicates windows) {
    if (windows == null) {
      duplicates.remove(key);
    } else {
      duplicates.put(key, windows);
    }
  }

  /** The cursors in it that a subscription has used. */
  List<PartitionCursor> cursors(String pluginKey) {
    return cursors.getOrDefault(pluginKey, List.of());
  }

  /** That cursor of a subscription, or null when it was not used yet. */
  @Nullable PartitionCursor cursor(String pluginKey, Queue queue, int lane) {
    for (PartitionCursor cursor : cursors(pluginKey)) {
      CursorKey key = cursor.key();
      if (key.queue() == queue && key.lane() == lane) {
        return cursor;
      }
    }
    return null;
  }

  /** A subscription is over; returns the cursors that it had. */
  List<PartitionCursor> forget(String pluginKey) {
    List<PartitionCursor> gone = cursors.remove(pluginKey);
    if (gone == null) {
      return List.of();
    }
    gone.forEach(cursor -> duplicates.remove(cursor.key()));
    return gone;
  }

  /**
   * Whether a former owner may have handed out that offset without a trace in what it stored: its
   * lease would not be over yet.
   *
   * @param leaseAgoMillis leases that began before are over
   */
  boolean mayHaveBeenHandedOut(long offset, long leaseAgoMillis) {
    return offset < endWhenTaken && takenMillis > leaseAgoMillis;
  }

  /** The end of the log as far as it is known here. */
  long knownEnd() {
    return Math.max(endWhenTaken, log.end());
  }
}
