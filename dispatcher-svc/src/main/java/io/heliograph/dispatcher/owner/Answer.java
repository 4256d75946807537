package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Locator;
import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.LogRecord;
import io.heliograph.dispatcher.subscription.Subscription;
import io.heliograph.event.read.Delivery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The batch that a {@link FetchSession} ends with. */
final class Answer implements FetchedBatch {
  private static final String NO_ROOM = "no-room";

  private final Handout handout;
  private final boolean throttled;
  private volatile List<byte[]> events;
  private final Map<String, Integer> filtered;
  private final Set<Queue> notReady = EnumSet.noneOf(Queue.class);
  private final AtomicBoolean settled = new AtomicBoolean();

  /**
   * @param subscription null when nothing can have been collected, since it was still being made
   */
  Answer(FetchOrder order, @Nullable Subscription subscription, Handout handout) {
    this.handout = handout;
    Collected collected = handout.collected;
    this.throttled = collected.noRoom && collected.events.isEmpty();
    this.filtered = Map.copyOf(collected.filtered);
    this.events =
        subscription != null && subscription.spec().leases()
            ? stamped(subscription, collected.events)
            : plain(collected.events);
    for (Queue queue : order.subscription().queues()) {
      if (queue != Queue.ERROR && collected.partitions.getOrDefault(queue, 1) == 0) {
        notReady.add(queue);
      }
    }
  }

  private static List<byte[]> plain(List<Taken> taken) {
    List<byte[]> events = new ArrayList<>(taken.size());
    for (Taken event : taken) {
      events.add(event.record().json());
    }
    return events;
  }

  private List<byte[]> stamped(Subscription subscription, List<Taken> taken) {
    long epochSecond = handout.wallMillis() / 1000;
    List<byte[]> events = new ArrayList<>(taken.size());
    for (Taken event : taken) {
      LogRecord record = event.record();
      Locator locator = event.locator();
      if (locator == null) {
        throw new IllegalStateException("a leased event without its locator");
      }
      String dequeued =
          locator.dequeued(
              record.key(), subscription.spec().name(), subscription.spec().version(), epochSecond);
      try {
        events.add(Delivery.stamp(record.json(), dequeued, event.attempt() - 1));
      } catch (IllegalArgumentException noEvent) {
        // Nobody can be given this one: when its leases have ended it becomes a dead letter.
        handout.unstampable();
      }
    }
    return events;
  }

  @Override
  public List<byte[]> events() {
    return events;
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
      events = List.of();
      handout.release(written);
    }
  }
}
