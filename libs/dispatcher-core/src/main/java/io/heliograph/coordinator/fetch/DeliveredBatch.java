package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.shard.TakenEvent;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The batch that a {@link FetchSession} ends with. Its events are for one thread; it is settled on
 * any.
 */
final class DeliveredBatch implements FetchedBatch {
  private static final String NO_ROOM = "no-room";

  private static final AnswerEvents NONE = AnswerEvents.of(List.of());

  private final Handout handout;
  private final @Nullable SubscriptionSpec leasedBy;
  private final long epochSecond;
  private final boolean throttled;
  private volatile @Nullable AnswerEvents events;
  private final Map<String, Integer> filtered;
  private final Set<Queue> notReady = EnumSet.noneOf(Queue.class);
  private final AtomicBoolean settled = new AtomicBoolean();

  /**
   * @param subscription null when nothing can have been collected, since it was still being made
   */
  DeliveredBatch(FetchOrder order, @Nullable Subscription subscription, Handout handout) {
    this.handout = handout;
    FetchAccumulator collected = handout.collected;
    this.throttled = collected.noRoom && collected.events.isEmpty();
    this.filtered = Map.copyOf(collected.filtered);
    this.events = subscription == null ? NONE : null;
    this.leasedBy =
        subscription != null && subscription.spec().leases() ? subscription.spec() : null;
    this.epochSecond = handout.wallMillis() / 1000;
    for (Queue queue : order.subscription().queues()) {
      if (queue != Queue.ERROR && collected.partitions.getOrDefault(queue, 1) == 0) {
        notReady.add(queue);
      }
    }
  }

  /** Stamps events only when they are written: not on the thread of the fetch. */
  @Override
  public AnswerEvents events() {
    AnswerEvents made = events;
    if (made == null) {
      List<TakenEvent> taken = List.copyOf(handout.collected.events);
      made =
          leasedBy == null
              ? plain(taken)
              : new StampedEvents(
                  taken, leasedBy.name(), leasedBy.version(), epochSecond, handout::unstampable);
      events = made;
    }
    return made;
  }

  private static AnswerEvents plain(List<TakenEvent> taken) {
    return AnswerEvents.of(taken.stream().map(event -> event.record().json()).toList());
  }

  @Override
  public Map<String, Integer> filtered() {
    return filtered;
  }

  @Override
  public Set<Queue> notReady() {
    return notReady;
  }

  @Override
  public boolean paused() {
    return false;
  }

  @Override
  public String throttled() {
    return throttled ? NO_ROOM : "";
  }

  @Override
  public String confirmation() {
    return handout.confirmation();
  }

  @Override
  public void answered() {
    release(true);
  }

  @Override
  public void failed() {
    release(false);
  }

  private void release(boolean written) {
    if (settled.compareAndSet(false, true)) {
      events = NONE;
      handout.release(written);
    }
  }
}
