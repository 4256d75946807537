package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.view.CoreLoad;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks all owners what they keep, one question at a time. Thread-safe. */
final class Loads {
  private final List<OwnerThread> threads;
  private CompletableFuture<List<CoreLoad>> last = CompletableFuture.completedFuture(List.of());

  /**
   * @param threads read at each call
   */
  Loads(List<OwnerThread> threads) {
    this.threads = threads;
  }

  /** How much each keeps; empty while the last question is not answered. */
  synchronized CompletableFuture<List<CoreLoad>> next() {
    if (!last.isDone()) {
      return CompletableFuture.completedFuture(List.of());
    }
    List<CompletableFuture<CoreLoad>> asked = threads.stream().map(OwnerThread::load).toList();
    last =
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
            .thenApply(all -> asked.stream().map(CompletableFuture::resultNow).toList());
    return last;
  }
}
