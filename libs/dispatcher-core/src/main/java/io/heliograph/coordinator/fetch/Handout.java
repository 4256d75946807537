package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one fetch took, from its first take until it is known what became of its answer. Filled on
 * the thread of the fetch; {@link #release} may be called on any, once the fetch is over.
 */
final class Handout {
  final FetchAccumulator collected = new FetchAccumulator();
  private final Fetches fetches;
  private final FetchOrder order;
  private final long batch;
  private final Runnable over;
  private final AtomicBoolean released = new AtomicBoolean();

  /**
   * @param over run when nothing of it is held any more
   */
  Handout(Fetches fetches, FetchOrder order, long batch, Runnable over) {
    this.fetches = fetches;
    this.order = order;
    this.batch = batch;
    this.over = over;
  }

  /** The answer with all that was collected. */
  DeliveredBatch answer(@Nullable Subscription subscription) {
    return new DeliveredBatch(order, subscription, this);
  }

  String confirmation() {
    return order.commitByNextFetch() ? fetches.nameOf(batch, order.subscription().pluginKey()) : "";
  }

  /** An event of the answer is none: it is left out. */
  void unstampable() {
    fetches.unstampable.increment();
  }

  long wallMillis() {
    return fetches.clock.wallMillis();
  }

  /** Tells whoever holds the events what became of the answer; only the first call counts. */
  void release(boolean written) {
    if (!released.compareAndSet(false, true)) {
      return;
    }
    over.run();
    fetches.pinned.unpin(collected.bytes);
    collected.events.clear();
    boolean untilConfirmed = order.commitByNextFetch() && !order.subscription().leases();
    Settlement settlement =
        !written
            ? Settlement.FAILED
            : untilConfirmed ? Settlement.ANSWERED_UNTIL_CONFIRMED : Settlement.ANSWERED;
    collected.asked.forEach(target -> target.settle(batch, settlement));
  }
}
