package io.heliograph.coordinator.fetch;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.shard.TakenEvent;
import io.heliograph.event.read.Delivery;
import java.util.ArrayList;
import java.util.List;

/**
 * Leased events, each stamped with its delivery while the answer is written: what an answer takes
 * beside the records of the log, which are counted, is one event.
 */
final class StampedEvents extends AnswerEvents {
  private final String name;
  private final String version;
  private final long epochSecond;
  private final List<TakenEvent> taken = new ArrayList<>();
  private final int[] lengths;

  /**
   * Looks at all of them once.
   *
   * @param unstampable run for each that is no event: it is left out, and becomes a dead letter
   *     when its leases have ended
   */
  StampedEvents(
      List<TakenEvent> all, String name, String version, long epochSecond, Runnable unstampable) {
    this.name = name;
    this.version = version;
    this.epochSecond = epochSecond;
    this.lengths = new int[all.size()];
    for (TakenEvent event : all) {
      try {
        lengths[taken.size()] =
            Delivery.stampedLength(event.record().json(), dequeued(event), event.attempt() - 1);
        taken.add(event);
      } catch (IllegalArgumentException noEvent) {
        unstampable.run();
      }
    }
  }

  private String dequeued(TakenEvent event) {
    Locator locator = event.locator();
    if (locator == null) {
      throw new IllegalStateException("a leased event without its locator");
    }
    return locator.dequeued(event.record().key(), name, version, epochSecond);
  }

  @Override
  public int size() {
    return taken.size();
  }

  @Override
  public int length(int index) {
    return lengths[index];
  }

  @Override
  public byte[] get(int index) {
    TakenEvent event = taken.get(index);
    return Delivery.stamp(event.record().json(), dequeued(event), event.attempt() - 1);
  }
}
