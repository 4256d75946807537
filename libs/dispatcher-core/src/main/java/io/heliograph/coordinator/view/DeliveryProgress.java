package io.heliograph.coordinator.view;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;

/**
 * Where a subscription stands with one event.
 *
 * @param attempt the number of the delivery that is open or comes next, from 1
 * @param leaseEndMillis when the lease ends, milliseconds since 1970; 0 when there is none
 * @param ahead offsets of the same queue and partition that come before it; gaps of the log count,
 *     so this is an upper bound of events
 */
public record DeliveryProgress(
    String pluginKey,
    Queue queue,
    PartitionId partition,
    long offset,
    State state,
    int attempt,
    long leaseEndMillis,
    long ahead) {

  /** What is the matter with the event. */
  public enum State {
    /** Not handed out yet, or to be handed out again. */
    WAITING("waiting"),
    /** Handed out to a client. */
    HANDED_OUT("handed-out"),
    /** Its attempt failed; it is on its way to another or to the dead letters. */
    REQUEUING("leaving"),
    /** Acknowledged, rejected by a filter, or given up. */
    DONE("done");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    /** The name in answers. */
    public String wire() {
      return wire;
    }

    static State fromWire(String name) {
      for (State state : values()) {
        if (state.wire.equals(name)) {
          return state;
        }
      }
      return WAITING;
    }
  }
}
