package io.heliograph.event.read;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.MalformedAvroException;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.publish.EventCheck;
import io.heliograph.event.publish.HeaderFacts;
import java.util.Optional;
import java.util.Set;

/**
 * Reads values of records that carry no headers of ours: JSON of today and older, and Avro of model
 * versions 4 to 6 (architecture section 2). The first byte tells.
 */
public final class StoredEvents {
  private StoredEvents() {}

  /** The event, or empty when the value is none of that model. */
  public static Optional<StoredEvent> read(Model model, byte[] value) {
    try {
      byte[] json = value[0] == '{' ? value : AvroEvents.toJson(model, value);
      EventScan scan = EventScan.stored(model, json, 0, json.length, Set.of());
      if (EventCheck.violation(model, scan.root()).isPresent()) {
        return Optional.empty();
      }
      return Optional.of(
          new StoredEvent(
              HeaderFacts.of(model, scan.root()), scan.root().text("kafka_key"), scan.stored("")));
    } catch (CorruptEventException | MalformedAvroException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The headers that an event would get.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventHeaders describe(Model model, byte[] json) throws CorruptEventException {
    return HeaderFacts.of(model, EventScan.stored(model, json, 0, json.length, Set.of()).root());
  }
}
