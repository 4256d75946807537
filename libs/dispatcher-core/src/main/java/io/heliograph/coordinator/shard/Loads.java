package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.view.ShardLoad;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks all event loops what they keep, one question at a time. Thread-safe. */
final class Loads {
  private final List<PartitionEventLoop> threads;
  private CompletableFuture<List<ShardLoad>> last = CompletableFuture.completedFuture(List.of());

  /**
   * @param threads read at each call
   */
  Loads(List<PartitionEventLoop> threads) {
    this.threads = threads;
  }

  /** How much each keeps; empty while the last question is not answered. */
  synchronized CompletableFuture<List<ShardLoad>> next() {
    if (!last.isDone()) {
      return CompletableFuture.completedFuture(List.of());
    }
    List<CompletableFuture<ShardLoad>> asked =
        threads.stream().map(PartitionEventLoop::load).toList();
    last =
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
            .thenApply(all -> asked.stream().map(CompletableFuture::resultNow).toList());
    return last;
  }
}
