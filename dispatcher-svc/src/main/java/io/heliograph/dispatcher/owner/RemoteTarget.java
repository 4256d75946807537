package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.subscription.Subscription;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Another replica. What it gives is held there until it is settled; one that does not answer counts
 * as one that has nothing, and what it had taken for us is ready again when it stops hearing of us.
 * Thread-safe.
 *
 * @param query the parameters of the fetch, from which the peer makes the same filters
 */
record RemoteTarget(Peer peer, PinnedBytes pinned, String query) implements TakeTarget {

  @Override
  public boolean hasPartitions(Subscription subscription, Queue queue) {
    return peer.hasPartitions(subscription.pluginKey(), queue);
  }

  @Override
  public boolean mayHave(Subscription subscription, Queue queue) {
    return peer.mayHave(subscription.pluginKey(), queue);
  }

  @Override
  public CompletableFuture<TakeResult> take(Take take, Runnable wake) {
    long granted = pinned.reserve(take.bytesMax());
    if (granted == 0) {
      return CompletableFuture.completedFuture(TakeResult.withoutRoom());
    }
    return peer.take(TakeCodec.encode(take.within(granted), query))
        .toCompletableFuture()
        .handle((answer, failure) -> result(take, answer, failure))
        .whenComplete((result, never) -> pinned.unpin(granted - result.bytes));
  }

  private TakeResult result(Take take, byte @Nullable [] answer, @Nullable Throwable failure) {
    TakeResult result = new TakeResult();
    if (failure == null && answer != null) {
      try {
        result = TakeCodec.decodeResult(answer);
      } catch (MalformedRecordException malformed) {
        // A replica of another version: as if it had nothing.
        result = new TakeResult();
      }
    }
    if (result.events.isEmpty() && !result.more && !result.loading) {
      peer.hasNothing(take.subscription().pluginKey(), take.queue());
    }
    return result;
  }

  @Override
  public boolean trusted() {
    return peer.trusted();
  }

  /** The peer keeps no waiters: its hints wake us. */
  @Override
  public void forget(Subscription subscription, long batch) {}

  @Override
  public void settle(long batch, Settlement settlement) {
    peer.settle(batch, settlement);
  }
}
