package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.concurrent.CompletableFuture;

/** Where a fetch takes events from: an event loop of this replica, or another replica. */
public interface EventProvider {
  /** Whether it has partitions of that queue, as far as is known here. */
  boolean hasPartitions(Subscription subscription, Queue queue);

  /** Whether asking may bring anything, as far as is known here. */
  boolean mayHave(Subscription subscription, Queue queue);

  /**
   * Takes events of one queue. When the answer is not full, {@code wake} is run as soon as
   * something happens that may bring more, at most once.
   *
   * @return completes on any thread
   */
  CompletableFuture<TakeResult> take(Take take, Runnable wake);

  /** Whether what it gave may still be handed out (D9). */
  boolean trusted();

  /** The fetch no longer waits. */
  void forget(Subscription subscription, long batch);

  /** What became of the answer that holds the batch. */
  void settle(long batch, Settlement settlement);
}
