package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.shard.OwnershipGuard;
import io.heliograph.coordinator.shard.PartitionEventLoop;
import io.heliograph.coordinator.shard.PartitionShard;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.concurrent.CompletableFuture;

/** An event loop of this replica. Thread-safe. */
record LocalProvider(
    PartitionEventLoop thread,
    PinnedBytes pinned,
    OwnershipGuard gate,
    HistoryRateLimiter pace,
    ScanCosts costs)
    implements EventProvider {

  /** Known only when it is asked: what it answers counts. */
  @Override
  public boolean hasPartitions(Subscription subscription, Queue queue) {
    return false;
  }

  @Override
  public boolean mayHave(Subscription subscription, Queue queue) {
    return true;
  }

  @Override
  public CompletableFuture<TakeResult> take(Take take, Runnable wake) {
    return thread.take(
        take, shard -> take(shard, take, wake), nanos -> costs.scanned(take.subscription(), nanos));
  }

  /** On the event loop: takes what there is memory for, and keeps no more than needed. */
  private TakeResult take(PartitionShard shard, Take take, Runnable wake) {
    long granted = pinned.reserve(take.bytesMax());
    if (granted == 0) {
      return TakeResult.withoutRoom();
    }
    long used = 0;
    try {
      TakeResult result = shard.take(take.within(granted), wake);
      used = result.bytes();
      if (granted < take.bytesMax() && used >= granted) {
        // There may be more in this queue: what is below it must not be asked (D5).
        result.noteNoRoom();
      }
      if (take.queue() != Queue.HISTORIC && !result.events().isEmpty()) {
        pace.handedOut(result.events().getLast().record().timestampMillis());
      }
      return result;
    } finally {
      pinned.unpin(granted - used);
    }
  }

  @Override
  public boolean trusted() {
    return gate.open();
  }

  @Override
  public void forget(Subscription subscription, long batch) {
    thread.execute(shard -> shard.forget(subscription, batch));
  }

  @Override
  public void settle(long batch, Settlement settlement) {
    thread.settle(batch, settlement);
  }
}
