package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Queue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Subscriptions that want the same topics, and the partitions of this event loop that feed their
 * queues: known once for all of them, so that another subscription of the kind costs nothing for
 * each partition. Runs on its event loop.
 */
final class Audience {
  private final Map<Queue, List<OwnedPartition>> byQueue = new EnumMap<>(Queue.class);
  private final Map<OwnedPartition, Set<Queue>> byPartition = new LinkedHashMap<>();
  private int members;

  /** The partition feeds those queues. */
  void meet(OwnedPartition partition, Set<Queue> queues) {
    if (!queues.isEmpty()) {
      byPartition.put(partition, queues);
      for (Queue queue : queues) {
        byQueue.computeIfAbsent(queue, none -> new ArrayList<>()).add(partition);
      }
    }
  }

  /** The partition was given up. */
  void lose(OwnedPartition partition) {
    Set<Queue> queues = byPartition.remove(partition);
    if (queues != null) {
      for (Queue queue : queues) {
        byQueue.getOrDefault(queue, List.of()).removeIf(one -> one == partition);
      }
    }
  }

  /** The partitions that feed the queue. */
  List<OwnedPartition> partitions(Queue queue) {
    return byQueue.getOrDefault(queue, List.of());
  }

  /** The partitions that feed any queue. */
  Collection<OwnedPartition> partitions() {
    return byPartition.keySet();
  }

  /** The queues that the partition feeds. */
  Set<Queue> queues(OwnedPartition partition) {
    return byPartition.getOrDefault(partition, Set.of());
  }

  void join() {
    members++;
  }

  /**
   * A member is over.
   *
   * @return whether it was the last
   */
  boolean leave() {
    members--;
    return members == 0;
  }
}
