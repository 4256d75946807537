package io.heliograph.coordinator.view;

import io.heliograph.coordinator.cursor.Queue;
import java.util.EnumSet;
import java.util.Set;

/**
 * The queues of one subscription.
 *
 * @param present those that have partitions
 * @param ready those where there is something to look at
 */
public record ReadyQueues(Set<Queue> present, Set<Queue> ready) {
  public static final ReadyQueues NONE = new ReadyQueues(Set.of(), Set.of());

  public ReadyQueues {
    present = Set.copyOf(present);
    ready = Set.copyOf(ready);
  }

  /** These and those of other partitions. */
  public ReadyQueues with(ReadyQueues other) {
    if (other.present.isEmpty()) {
      return this;
    }
    Set<Queue> bothPresent = EnumSet.copyOf(other.present);
    bothPresent.addAll(present);
    Set<Queue> bothReady = EnumSet.noneOf(Queue.class);
    bothReady.addAll(ready);
    bothReady.addAll(other.ready);
    return new ReadyQueues(bothPresent, bothReady);
  }
}
