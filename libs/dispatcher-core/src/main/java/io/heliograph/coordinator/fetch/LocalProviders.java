package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The event loops of this replica, where fetches here and at other replicas take events.
 * Thread-safe.
 */
public final class LocalProviders {
  private final CoordinatorRuntime coordinator;
  private final PinnedBytes pinned;
  private final List<EventProvider> all;

  LocalProviders(CoordinatorRuntime coordinator, PinnedBytes pinned, List<EventProvider> all) {
    this.coordinator = coordinator;
    this.pinned = pinned;
    this.all = List.copyOf(all);
  }

  List<EventProvider> all() {
    return all;
  }

  /**
   * Returns while a client may cause another message.
   *
   * @throws io.heliograph.coordinator.runtime.BusyException when too much waits for the event loops
   */
  public void require() {
    coordinator.intake().require();
  }

  /**
   * Asks one event loop after the other until the take is full, beginning with another for each
   * batch.
   *
   * @return completes on any thread; when it fails, what was taken is held until it is settled
   */
  public CompletableFuture<TakeResult> take(Take take) {
    FetchAccumulator collected = new FetchAccumulator();
    return take(take, 0, collected)
        .whenComplete((any, failure) -> pinned.unpin(collected.bytes))
        .thenApply(all -> all.result(take.queue()));
  }

  private CompletableFuture<FetchAccumulator> take(
      Take take, int index, FetchAccumulator collected) {
    if (index == all.size() || collected.events.size() == take.countMax()) {
      return CompletableFuture.completedFuture(collected);
    }
    EventProvider target = all.get(Math.floorMod(index + take.batch(), all.size()));
    Take rest = take.without(collected.events.size(), collected.bytes);
    return target
        .take(rest, () -> {})
        .thenCompose(
            result -> {
              target.forget(take.subscription(), take.batch());
              collected.add(target, take.queue(), result);
              return take(take, index + 1, collected);
            });
  }

  /** Tells all event loops what became of a batch. */
  public void settle(long batch, Settlement settlement) {
    all.forEach(target -> target.settle(batch, settlement));
  }
}
