package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.Subscription;

/**
 * Where a cursor begins and what it never passes. A cursor that was not used yet is nothing but
 * this, so it takes no memory.
 *
 * @param start the first offset that it looks at
 * @param limit records at or above are not its own
 */
record Beginning(long start, long limit) {

  static Beginning of(Subscription subscription, Queue queue, PartitionId id) {
    long live = subscription.startOf(id.topicId(), id.partition());
    if (queue != Queue.HISTORIC) {
      return new Beginning(live, Long.MAX_VALUE);
    }
    return new Beginning(subscription.skipsHistory() ? live : 0, live);
  }

  /** How many offsets there are to look at in a log that ends there. */
  long left(long logEnd) {
    return Math.max(0, Math.min(limit, logEnd) - start);
  }
}
