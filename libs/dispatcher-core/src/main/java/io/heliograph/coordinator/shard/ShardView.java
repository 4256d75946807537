package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.OpenItem;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.coordinator.view.QueuePartition;
import io.heliograph.coordinator.view.ReadyQueues;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be seen of one event loop's cursors; changes nothing. Runs on its event loop. */
final class ShardView {
  private final CursorTable table;
  private final CoordinatorClock clock;

  ShardView(CursorTable table, CoordinatorClock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** How many cursors are in use; the others take no memory. */
  long cursorCount() {
    long count = 0;
    for (OwnedPartition partition : table.partitions()) {
      for (List<PartitionCursor> cursors : partition.cursors.values()) {
        count += cursors.size();
      }
    }
    return count;
  }

  /** Which queues of a subscription have partitions here, and where there is something to see. */
  ReadyQueues readiness(String pluginKey) {
    OwnedSubscription owned = table.subscription(pluginKey);
    if (owned == null) {
      return ReadyQueues.NONE;
    }
    EnumSet<Queue> present = EnumSet.noneOf(Queue.class);
    EnumSet<Queue> ready = EnumSet.noneOf(Queue.class);
    for (Queue queue : owned.subscription.spec().queues()) {
      for (OwnedPartition partition : owned.audience.partitions(queue)) {
        if (partition.active) {
          present.add(queue);
          if (isReady(partition, owned, queue)) {
            ready.add(queue);
          }
        }
      }
    }
    return new ReadyQueues(present, ready);
  }

  private boolean isReady(OwnedPartition partition, OwnedSubscription owned, Queue queue) {
    long nowMillis = clock.wallMillis();
    Cursors cursors = table.cursors();
    for (int lane = cursors.firstLane(queue); lane <= cursors.lastLane(queue); lane++) {
      PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
      boolean ready =
          cursor == null
              ? left(partition, owned, queue) > 0
              : cursor.dueMillis() <= nowMillis && cursor.headMillis() != PartitionCursor.NOTHING;
      if (ready) {
        return true;
      }
    }
    return false;
  }

  /** What is left of a cursor that was not used yet. */
  private static long left(OwnedPartition partition, OwnedSubscription owned, Queue queue) {
    return Beginning.of(owned.subscription, queue, partition.id).left(partition.log.end());
  }

  /** How much is left of those queues here. Lanes of the error queue share their records. */
  Map<QueueName, QueueDepth> depths(Collection<String> pluginKeys) {
    Map<QueueName, QueueDepth> depths = new HashMap<>();
    for (String pluginKey : pluginKeys) {
      OwnedSubscription owned = table.subscription(pluginKey);
      if (owned != null) {
        for (Queue queue : owned.subscription.spec().queues()) {
          QueueDepth depth = depth(owned, queue);
          if (depth != null) {
            depths.put(new QueueName(pluginKey, queue), depth);
          }
        }
      }
    }
    return depths;
  }

  private @Nullable QueueDepth depth(OwnedSubscription owned, Queue queue) {
    Cursors cursors = table.cursors();
    long left = 0;
    long handedOut = 0;
    long passed = 0;
    long leaseEnd = 0;
    for (OwnedPartition partition : owned.audience.partitions(queue)) {
      Beginning beginning = Beginning.of(owned.subscription, queue, partition.id);
      long end = Math.min(beginning.limit(), partition.log.end());
      for (int lane = cursors.firstLane(queue); lane <= cursors.lastLane(queue); lane++) {
        PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
        if (cursor == null) {
          left += beginning.left(partition.log.end());
          passed += beginning.start();
        } else {
          AckWindow window = cursor.window();
          left +=
              Math.max(0, end - window.scanned()) + window.openCount() - window.handedOutCount();
          handedOut += window.handedOutCount();
          passed += window.scanned();
          OpenItem leased = window.firstLeased();
          leaseEnd = QueueDepth.earlier(leaseEnd, leased == null ? 0 : leased.expiryMillis());
        }
      }
    }
    return owned.audience.partitions(queue).isEmpty()
        ? null
        : new QueueDepth(left, handedOut, passed, leaseEnd);
  }

  /** Where a plugin's subscriptions stand with records of partitions here. */
  List<DeliveryProgress> progress(DeliveryProgressQuery question) {
    return new DeliveryProgressLookup(table).of(question);
  }

  /** The frontier of those queues in every partition of ours; the lowest of its lanes. */
  Map<QueuePartition, Long> frontiers(Collection<String> pluginKeys) {
    Map<QueuePartition, Long> frontiers = new HashMap<>();
    for (String pluginKey : pluginKeys) {
      OwnedSubscription owned = table.subscription(pluginKey);
      if (owned != null) {
        for (Queue queue : owned.subscription.spec().queues()) {
          for (OwnedPartition partition : owned.audience.partitions(queue)) {
            frontiers.put(
                new QueuePartition(pluginKey, queue, partition.id),
                frontier(partition, owned, queue));
          }
        }
      }
    }
    return frontiers;
  }

  private long frontier(OwnedPartition partition, OwnedSubscription owned, Queue queue) {
    Cursors cursors = table.cursors();
    Beginning beginning = Beginning.of(owned.subscription, queue, partition.id);
    long lowest = Long.MAX_VALUE;
    for (int lane = cursors.firstLane(queue); lane <= cursors.lastLane(queue); lane++) {
      PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
      long frontier = cursor == null ? beginning.start() : cursor.window().frontier();
      lowest = Math.min(lowest, Math.min(frontier, beginning.limit()));
    }
    return lowest;
  }
}
