package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.Cursor;
import io.heliograph.coordinator.cursor.OpenItem;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers a {@link DeliveryProgressQuery} for the partitions of one event loop; changes nothing.
 * Runs on its event loop.
 */
final class DeliveryProgressLookup {
  private final CursorTable table;
  private final List<DeliveryProgress> found = new ArrayList<>();

  DeliveryProgressLookup(CursorTable table) {
    this.table = table;
  }

  List<DeliveryProgress> of(DeliveryProgressQuery question) {
    for (DeliveryProgressQuery.At at : question.places()) {
      OwnedPartition partition = table.partition(at.partition());
      if (partition != null && partition.active) {
        table.subscriptions().forEach(owned -> look(question, at, partition, owned));
      }
    }
    return found;
  }

  private void look(
      DeliveryProgressQuery question,
      DeliveryProgressQuery.At at,
      OwnedPartition partition,
      OwnedSubscription owned) {
    if (!owned.subscription.spec().name().equals(question.name())
        || !owned.subscription.spec().version().equals(question.version())) {
      return;
    }
    for (Queue queue : owned.audience.queues(partition)) {
      if (covers(queue, at, owned.subscription)) {
        found.add(
            progressOf(table.cursors().cursor(partition, owned, queue, laneOf(queue, at)), at));
      }
    }
  }

  private static int laneOf(Queue queue, DeliveryProgressQuery.At at) {
    return queue == Queue.ERROR ? at.attempt() : 0;
  }

  /** Whether the record is one of the queue. */
  private boolean covers(Queue queue, DeliveryProgressQuery.At at, Subscription subscription) {
    Beginning beginning = Beginning.of(subscription, queue, at.partition());
    return switch (queue) {
      case HISTORIC -> at.offset() < beginning.limit();
      case LIVE, EXPEDITE -> at.offset() >= beginning.start();
      case ERROR ->
          at.attempt() >= table.cursors().firstLane(queue)
              && at.attempt() <= table.cursors().lastLane(queue)
              && at.onlyFor().equals(subscription.pluginKey());
    };
  }

  private static DeliveryProgress progressOf(Cursor cursor, DeliveryProgressQuery.At at) {
    AckWindow window = cursor.window();
    OpenItem item = window.at(at.offset());
    boolean unseen = at.offset() >= window.scanned();
    DeliveryProgress.State state = DeliveryProgress.State.DONE;
    int attempt = Math.max(1, at.attempt());
    long leaseEnd = 0;
    if (item != null) {
      attempt = Math.max(attempt, item.attempt());
      leaseEnd = item.expiryMillis();
      state =
          switch (item.state()) {
            case HELD, LEASED -> DeliveryProgress.State.HANDED_OUT;
            case READY -> DeliveryProgress.State.WAITING;
            case REQUEUING -> DeliveryProgress.State.REQUEUING;
          };
    } else if (unseen) {
      state = DeliveryProgress.State.WAITING;
    }
    long ahead = state == DeliveryProgress.State.WAITING ? ahead(window, at.offset()) : 0;
    return new DeliveryProgress(
        cursor.key().pluginKey(),
        cursor.key().queue(),
        at.partition(),
        at.offset(),
        state,
        attempt,
        leaseEnd,
        ahead);
  }

  private static long ahead(AckWindow window, long offset) {
    long ahead = Math.max(0, offset - window.scanned());
    for (OpenItem item : window.open()) {
      if (item.start() >= offset) {
        break;
      }
      if (item.state() == OpenItem.State.READY) {
        ahead += Math.min(item.end(), offset) - item.start();
      }
    }
    return ahead;
  }
}
