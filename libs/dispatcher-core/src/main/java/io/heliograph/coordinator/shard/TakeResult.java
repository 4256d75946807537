package io.heliograph.coordinator.shard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a take found; filled on one owner's thread, then read on another's. */
final class TakeResult {
  final List<Taken> events = new ArrayList<>();
  final Map<String, Integer> filtered = new HashMap<>();
  long bytes;

  /** Active partitions of this owner that feed the queue. */
  int partitions;

  /** Records looked at. */
  int scanned;

  /** The slice ended before the queue did: asking again at once may find more. */
  boolean more;

  /** A part of the queue is being loaded; the waiter is woken when it is there. */
  boolean loading;

  /** Nothing was looked at: answers under way have all the memory there is for them. */
  boolean noRoom;

  /** What a target says that has no memory left for another answer. */
  static TakeResult withoutRoom() {
    TakeResult none = new TakeResult();
    none.noRoom = true;
    return none;
  }

  void reject(String reason) {
    filtered.merge(reason, 1, Integer::sum);
  }
}
