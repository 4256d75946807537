package io.heliograph.event.read;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.Room;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.MalformedAvroException;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.JsonScanner;
import io.heliograph.event.publish.HeaderFacts;
import java.util.List;
import java.util.Optional;

/**
 * Reads values of records that carry no headers of ours: JSON of today and older, and Avro of model
 * versions 4 to 6 (architecture section 2). The first byte tells. The rules of publishing are not
 * asked again: old events have actions that may not be published today.
 */
public final class StoredEvents {
  private static final List<String> DELETE_ACTIONS = List.of("submission", "author", "link", "ids");

  /** Models whose events look like no other first. */
  private static final List<Model> GUESSES =
      List.of(
          Model.STATUS,
          Model.BINARY,
          Model.DOWNLOAD,
          Model.INSERT,
          Model.DELETE,
          Model.RETROHUNT,
          Model.PLUGIN);

  private StoredEvents() {}

  /** The event, or empty when the value is none of that model. */
  public static Optional<StoredEvent> read(Model model, byte[] value) {
    return read(model, value, Room.UNBOUNDED);
  }

  /**
   * The event of bytes that a client sent, or empty when they are none of that model.
   *
   * @param room where the memory is taken; ends with its {@link
   *     io.heliograph.event.NoRoomException}
   */
  public static Optional<StoredEvent> read(Model model, byte[] value, Room room) {
    if (value.length == 0) {
      return Optional.empty();
    }
    if (value[0] == '{') {
      return readJson(model, value, room);
    }
    return model.hasAvro() ? readAvro(model, value, room) : Optional.empty();
  }

  /**
   * The event, whatever its model: the first one whose shape and rules the value meets; empty when
   * there is none. Slower than {@link #read(Model, byte[])}, for records whose topic says nothing.
   */
  public static Optional<StoredEvent> read(byte[] value) {
    for (Model model : GUESSES) {
      Optional<StoredEvent> event = read(model, value);
      if (event.isPresent() && isTypical(event.get().headers())) {
        return event;
      }
    }
    return Optional.empty();
  }

  /** Has what only events of its model have. */
  private static boolean isTypical(EventHeaders headers) {
    return switch (headers.model()) {
      case Model.Builtin.BINARY,
          Model.Builtin.STATUS,
          Model.Builtin.DOWNLOAD,
          Model.Builtin.INSERT,
          Model.Builtin.PLUGIN ->
          !headers.entityId().isEmpty();
      case Model.Builtin.DELETE -> DELETE_ACTIONS.contains(headers.action());
      case Model.Builtin.RETROHUNT -> !headers.action().isEmpty();
      case Model.Builtin.OBSERVATION -> !headers.entityId().isEmpty();
      case Model.Declared _ -> false;
    };
  }

  /** The event of an Avro value of model version 4 to 6, or empty when it is none of that model. */
  public static Optional<StoredEvent> readAvro(Model model, byte[] value) {
    return readAvro(model, value, Room.UNBOUNDED);
  }

  private static Optional<StoredEvent> readAvro(Model model, byte[] value, Room room) {
    try {
      return readJson(model, AvroEvents.toJson(model, value, room), room);
    } catch (MalformedAvroException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<StoredEvent> readJson(Model model, byte[] json, Room room) {
    try {
      JsonScanner scanner = new JsonScanner(json, 0, json.length);
      scanner.countInto(room);
      EventScan scan = EventScan.stored(model, scanner, List.of());
      if (scan.root().record("author").text("name").isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new StoredEvent(
              HeaderFacts.of(model, scan.root()), scan.root().text("kafka_key"), scan.stored("")));
    } catch (CorruptEventException corrupt) {
      return Optional.empty();
    }
  }

  /**
   * The headers that an event would get.
   *
   * @throws CorruptEventException when the bytes are no event of the model
   */
  public static EventHeaders describe(Model model, byte[] json) throws CorruptEventException {
    return HeaderFacts.of(model, EventScan.stored(model, json, List.of()).root());
  }
}
