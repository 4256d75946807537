package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.fetch.EventProvider;
import io.heliograph.coordinator.fetch.PinnedBytes;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Another replica, for one fetch. What it gives is held there until it is settled. One that does
 * not answer counts as one that has nothing: the answer that did not arrive is left out when the
 * batch is settled, so its events are ready again. Lives on the thread of its session but for the
 * answers, which come on any.
 */
final class RemoteProvider implements EventProvider {
  /**
   * The memory for an answer is set aside for as long as the peer takes: so much that others have
   * room too. One event is given even when it is larger.
   */
  private static final long TAKE_BYTES_MAX = 2 << 20;

  /** Longer than the peer's own time limits, which are the ones that should be met. */
  private static final long TAKE_MILLIS_MAX = 5_000;

  private final RemoteReplica replica;
  private final PinnedBytes pinned;
  private final String query;
  private final Waits waits;
  private final List<Integer> arrived = new CopyOnWriteArrayList<>();
  private int asked;

  /**
   * @param query the parameters of the fetch, from which the peer makes the same filters
   */
  RemoteProvider(RemoteReplica replica, PinnedBytes pinned, String query, Waits waits) {
    this.waits = waits;
    this.replica = replica;
    this.pinned = pinned;
    this.query = query;
  }

  @Override
  public boolean hasPartitions(Subscription subscription, Queue queue) {
    return replica.hasPartitions(subscription.pluginKey(), queue);
  }

  @Override
  public boolean mayHave(Subscription subscription, Queue queue) {
    return replica.mayHave(subscription.pluginKey(), queue);
  }

  @Override
  public CompletableFuture<TakeResult> take(Take take, Runnable wake) {
    long granted = pinned.reserve(Math.min(take.bytesMax(), TAKE_BYTES_MAX));
    if (granted == 0) {
      return CompletableFuture.completedFuture(TakeResult.withoutRoom());
    }
    int number = asked++;
    return waits
        .limit(asked(take.within(granted), number), TAKE_MILLIS_MAX)
        .handle((answer, failure) -> result(take.within(granted), number, answer, failure))
        .whenComplete((result, never) -> pinned.unpin(granted - result.bytes()));
  }

  /** A peer that cannot even be asked counts as one that does not answer. */
  private CompletableFuture<byte[]> asked(Take take, int number) {
    try {
      // Of its own, so that the time limit is not the peer's.
      return replica.take(TakeCodec.encode(take, number, query)).toCompletableFuture().copy();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private TakeResult result(
      Take take, int number, byte @Nullable [] answer, @Nullable Throwable failure) {
    TakeResult result = new TakeResult();
    if (failure == null && answer != null) {
      try {
        result = TakeCodec.decodeResult(answer);
        arrived.add(number);
      } catch (MalformedRecordException malformed) {
        // A replica of another version: as if it had nothing.
        result = new TakeResult();
      }
    }
    if (result.bytes() >= take.bytesMax()) {
      // There may be more in this queue: what is below it must not be asked (D5).
      result.noteMore();
    }
    if (result.events().isEmpty() && !result.more() && !result.loading()) {
      replica.hasNothing(take.subscription().pluginKey(), take.queue());
    }
    return result;
  }

  @Override
  public boolean trusted() {
    return replica.trusted();
  }

  /** The peer keeps no waiters: its hints wake us. */
  @Override
  public void forget(Subscription subscription, long batch) {}

  @Override
  public void settle(long batch, Settlement settlement) {
    replica.settle(batch, settlement, arrived);
  }
}
