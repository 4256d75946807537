package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.Cursor;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings cursors into use. One that was never used is a {@link Beginning} and nothing more; it
 * becomes a {@link PartitionCursor} with its first record to look at, so that a subscription takes
 * memory for the partitions that it has used. Runs on its event loop.
 */
final class Cursors {
  private final ShardSettings settings;

  Cursors(ShardSettings settings) {
    this.settings = settings;
  }

  int firstLane(Queue queue) {
    return queue == Queue.ERROR ? 1 : 0;
  }

  int lastLane(Queue queue) {
    return queue == Queue.ERROR ? settings.attemptsMax() : 0;
  }

  private boolean isLane(OwnedSubscription owned, OwnedPartition partition, Queue queue, int lane) {
    return owned.audience.queues(partition).contains(queue)
        && lane >= firstLane(queue)
        && lane <= lastLane(queue);
  }

  private static CursorKey key(
      OwnedPartition partition, OwnedSubscription owned, Queue queue, int lane) {
    PartitionId id = partition.id;
    return new CursorKey(owned.pluginKey(), queue, lane, id.topicId(), id.partition());
  }

  /** Takes up the stored state of the cursors of a queue. */
  void restore(
      OwnedPartition partition,
      OwnedSubscription owned,
      Queue queue,
      List<PartitionCursor> restored) {
    for (int lane = firstLane(queue); lane <= lastLane(queue); lane++) {
      restore(partition, owned, key(partition, owned, queue, lane), restored);
    }
  }

  /** Takes up the stored state of a cursor; that of another epoch is dropped. */
  void restore(
      OwnedPartition partition,
      OwnedSubscription owned,
      CursorKey key,
      List<PartitionCursor> restored) {
    if (isLane(owned, partition, key.queue(), key.lane())) {
      CursorState state = partition.recovered.remove(key);
      if (state != null && state.epoch() == owned.subscription.epoch()) {
        restored.add(open(partition, owned, key, state.restore()));
      }
    }
  }

  private PartitionCursor open(
      OwnedPartition partition, OwnedSubscription owned, CursorKey key, AckWindow window) {
    Subscription subscription = owned.subscription;
    long limit = Beginning.of(subscription, key.queue(), partition.id).limit();
    PartitionCursor cursor =
        new PartitionCursor(partition, new Cursor(key, subscription.epoch(), window, limit));
    partition.dedupe(key, Duplicates.of(key, subscription, settings.dedupeRecords()));
    partition.cursors.computeIfAbsent(owned.pluginKey(), none -> new ArrayList<>(2)).add(cursor);
    return cursor;
  }

  /** That cursor, which is in use from now. */
  PartitionCursor use(OwnedPartition partition, OwnedSubscription owned, Queue queue, int lane) {
    PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
    if (cursor != null) {
      return cursor;
    }
    long start = Beginning.of(owned.subscription, queue, partition.id).start();
    return open(partition, owned, key(partition, owned, queue, lane), new AckWindow(start));
  }

  /** That cursor to look at only: where it stands, or would begin. */
  Cursor cursor(OwnedPartition partition, OwnedSubscription owned, Queue queue, int lane) {
    PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
    if (cursor != null) {
      return cursor.cursor();
    }
    Beginning beginning = Beginning.of(owned.subscription, queue, partition.id);
    return new Cursor(
        key(partition, owned, queue, lane),
        owned.subscription.epoch(),
        new AckWindow(beginning.start()),
        beginning.limit());
  }

  /** The cursors of a queue that may have something to look at there, in use from now. */
  void use(
      OwnedPartition partition, OwnedSubscription owned, Queue queue, List<PartitionCursor> found) {
    boolean anything =
        Beginning.of(owned.subscription, queue, partition.id).left(partition.log.end()) > 0;
    for (int lane = firstLane(queue); lane <= lastLane(queue); lane++) {
      PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
      if (cursor != null) {
        found.add(cursor);
      } else if (anything) {
        found.add(use(partition, owned, queue, lane));
      }
    }
  }

  /** The cursor that made the delivery, or null when none can have. */
  @Nullable PartitionCursor cursorOf(
      OwnedPartition partition, OwnedSubscription owned, Locator delivery) {
    Queue found = null;
    int lane = 0;
    for (Queue queue : owned.audience.queues(partition)) {
      Beginning beginning = Beginning.of(owned.subscription, queue, partition.id);
      boolean covers =
          switch (queue) {
            case EXPEDITE -> true;
            case ERROR -> isLane(owned, partition, queue, delivery.lane());
            case HISTORIC -> delivery.offset() < beginning.limit();
            case LIVE -> delivery.offset() >= beginning.start();
          };
      int ofQueue = queue == Queue.ERROR ? delivery.lane() : 0;
      if (covers && (found == null || holds(partition, owned, queue, ofQueue, delivery))) {
        found = queue;
        lane = ofQueue;
      }
    }
    return found == null ? null : use(partition, owned, found, lane);
  }

  private static boolean holds(
      OwnedPartition partition, OwnedSubscription owned, Queue queue, int lane, Locator delivery) {
    PartitionCursor cursor = partition.cursor(owned.pluginKey(), queue, lane);
    return cursor != null && cursor.window().at(delivery.offset()) != null;
  }
}
