package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.CursorKey;
import io.heliograph.dispatcher.cursor.CursorState;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.log.PartitionLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A partition that this replica owns, with everything about it. Lives on the owner's thread. */
final class OwnedPartition {
  final PartitionId id;
  final PartitionLog log;

  /** What {@code hub.cursors} said when the partition was taken, until a cursor takes it up. */
  final Map<CursorKey, CursorState> recovered;

  /** The cursors in it by subscription. */
  final Map<String, List<Place>> places = new HashMap<>();

  /** The dedupe windows of the cursors that have some. */
  final Map<CursorKey, Duplicates> duplicates = new HashMap<>();

  /** What of it gets a tombstone. */
  final Burials burials;

  /** Where the log ended when the partition was taken: statuses may speak of anything before it. */
  final long endWhenTaken;

  /** When the partition was taken, milliseconds since 1970. */
  long takenMillis;

  /** Nothing is handed out before the statuses since the stored state have been applied. */
  boolean active;

  OwnedPartition(
      PartitionId id, long tailStart, long endWhenTaken, Map<CursorKey, CursorState> recovered) {
    this.id = id;
    this.endWhenTaken = endWhenTaken;
    this.log = new PartitionLog(tailStart);
    this.recovered = new HashMap<>(recovered);
    this.burials = new Burials(id, log);
  }

  /** Gives a cursor its dedupe windows, or none. */
  void dedupe(CursorKey key, @Nullable Duplicates windows) {
    if (windows == null) {
      duplicates.remove(key);
    } else {
      duplicates.put(key, windows);
    }
  }

  /** A subscription is over. */
  void forget(String pluginKey) {
    places.remove(pluginKey);
    duplicates.keySet().removeIf(key -> key.pluginKey().equals(pluginKey));
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
