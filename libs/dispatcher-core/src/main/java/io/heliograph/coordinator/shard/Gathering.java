package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.runtime.Waits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks all event loops what changed. An event loop that does not answer in time is not asked twice:
 * its answer counts whenever it comes, so what it took out of its core is never lost. Thread-safe.
 */
final class Gathering {
  private final List<PartitionEventLoop> threads;
  private final Waits waits;
  private final Map<PartitionEventLoop, CompletableFuture<StoreDelta>> underWay = new HashMap<>();

  /**
   * @param threads read at each call
   */
  Gathering(List<PartitionEventLoop> threads, Waits waits) {
    this.threads = threads;
    this.waits = waits;
  }

  /** Completes with what the event loops say within that time. */
  CompletableFuture<StoreDelta> next(long millisMax) {
    List<CompletableFuture<StoreDelta>> asked = new ArrayList<>();
    synchronized (underWay) {
      for (PartitionEventLoop thread : threads) {
        asked.add(underWay.computeIfAbsent(thread, one -> one.ask(PartitionShard::collect)));
      }
    }
    return waits
        .limit(CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)), millisMax)
        .handle((none, late) -> sum());
  }

  /** What has been said and was not given out yet. One that failed is asked again next time. */
  private StoreDelta sum() {
    StoreDelta sum = new StoreDelta();
    synchronized (underWay) {
      for (PartitionEventLoop thread : threads) {
        CompletableFuture<StoreDelta> one = underWay.get(thread);
        if (one != null && one.isDone()) {
          underWay.remove(thread);
          if (!one.isCompletedExceptionally()) {
            sum.merge(one.resultNow());
          }
        }
      }
    }
    return sum;
  }
}
