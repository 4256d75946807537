package io.heliograph.injector.child;

import java.util.Optional;

/** Where an event is on Kafka: what identifies it, since several may be of one file. */
public record RecordPosition(String topic, int partition, long offset) {
  /** As headers and keys carry it. */
  @Override
  public String toString() {
    return topic + '/' + partition + '/' + offset;
  }

  /** Reads {@link #toString()}; empty when the text is none. */
  public static Optional<RecordPosition> parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new RecordPosition(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (NumberFormatException notAPlace) {
      return Optional.empty();
    }
  }
}
