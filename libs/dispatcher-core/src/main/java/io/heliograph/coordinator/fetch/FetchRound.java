package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.Settlement;
import io.heliograph.coordinator.shard.Take;
import io.heliograph.coordinator.shard.TakeResult;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk of a fetch over all queues and, in each, over all targets, one after the other. Lives on
 * the thread of its session.
 */
final class FetchRound {
  private final FetchSession session;
  private final FetchAccumulator collected;
  private final FetchOrder order;
  private final Subscription subscription;
  private final List<EventProvider> targets;

  FetchRound(FetchSession session, Subscription subscription, List<EventProvider> targets) {
    this.session = session;
    this.collected = session.collected;
    this.order = session.order;
    this.subscription = subscription;
    this.targets = targets;
  }

  /** Asks the first; {@link FetchSession#rounded} is called when no provider is left to ask. */
  void begin() {
    collected.nextRound();
    ask(0, 0);
  }

  private void ask(int queueIndex, int targetIndex) {
    Queue queue = session.queues.get(queueIndex);
    // Starting with another target each time keeps any partition from being served last for ever.
    EventProvider target = targets.get((int) ((targetIndex + session.batch) % targets.size()));
    if (!target.mayHave(subscription, queue)) {
      collected.passedOver(queue, target.hasPartitions(subscription, queue));
      next(queueIndex, targetIndex);
      return;
    }
    collected.asked.add(target);
    Take take =
        new Take(
            subscription,
            queue,
            order.countMax() - collected.events.size(),
            Math.max(1, order.bytesMax() - collected.bytes),
            order.filter(),
            session.batch,
            order.subscription().leases());
    target
        .take(take, session::wakeSoon)
        .whenComplete(
            (result, failure) ->
                session.execute(
                    () -> {
                      if (taken(target, queue, result, failure)) {
                        next(queueIndex, targetIndex);
                      }
                    }));
  }

  private boolean taken(
      EventProvider target, Queue queue, @Nullable TakeResult result, @Nullable Throwable failure) {
    if (result == null) {
      session.fail(failure == null ? new IllegalStateException("no answer") : failure);
      return false;
    }
    if (session.isOver()) {
      // It failed meanwhile, maybe before this take had its turn: what it holds is settled now.
      session.giveBack(result.bytes());
      target.forget(subscription, session.batch);
      target.settle(session.batch, Settlement.FAILED);
      return false;
    }
    collected.add(target, queue, result);
    return true;
  }

  private void next(int queueIndex, int targetIndex) {
    if (session.hasEnough() || collected.noRoom) {
      session.rounded();
    } else if (targetIndex + 1 < targets.size()) {
      ask(queueIndex, targetIndex + 1);
    } else if (!collected.more && queueIndex + 1 < session.queues.size()) {
      ask(queueIndex + 1, 0);
    } else {
      session.rounded();
    }
  }
}
