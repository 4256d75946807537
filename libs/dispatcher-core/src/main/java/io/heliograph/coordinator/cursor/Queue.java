package io.heliograph.coordinator.cursor;

import java.util.Optional;

/**
 * The queues of a subscription, in strict precedence (architecture section 3): a fetch looks into a
 * queue only when those above it have nothing ready.
 */
public enum Queue {
  /** Events flagged expedite. */
  EXPEDITE("expedite", 'E'),
  /** Events to be tried again by one subscription; every active subscription of binaries has it. */
  ERROR("error", '-'),
  /** Events since the subscription began. */
  LIVE("live", 'L'),
  /** Events from the beginning of the log to where live began. */
  HISTORIC("historic", 'H');

  private final String wire;
  private final char letter;

  Queue(String wire, char letter) {
    this.wire = wire;
    this.letter = letter;
  }

  /** The name in group names, metrics and {@code consumers_not_ready}. */
  public String wire() {
    return wire;
  }

  /** The queue of that name, or empty when there is none. */
  public static Optional<Queue> fromWire(String name) {
    for (Queue queue : values()) {
      if (queue.wire.equals(name)) {
        return Optional.of(queue);
      }
    }
    return Optional.empty();
  }

  /** The flag letter in the plugin key; {@code '-'} for the error queue, which has none. */
  public char letter() {
    return letter;
  }
}
