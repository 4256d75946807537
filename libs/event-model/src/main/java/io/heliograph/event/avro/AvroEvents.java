package io.heliograph.event.avro;

import io.heliograph.event.Model;
import io.heliograph.event.Room;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.JsonScanner;
import io.heliograph.event.json.Shape;
import io.heliograph.event.json.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * Events and bulks of events as raw Avro without container (contract event-model.md section 9).
 * Versions 4, 5 and 6 are read and become version 6; version 6 is written.
 */
public final class AvroEvents {
  private static final int BULK_EMPTY_BYTES_MAX = 10;
  private static final int FIRST_BYTES_MAX = 64 * 1024;
  private static final int VERSION_4 = 4;
  private static final int VERSION_5 = 5;

  /** The version that is written. */
  static final int VERSION_6 = 6;

  private AvroEvents() {}

  /**
   * One event as JSON.
   *
   * @throws MalformedAvroException when the bytes are no event of the model, to the last byte
   */
  public static byte[] toJson(Model model, byte[] avro) throws MalformedAvroException {
    return toJson(model, avro, Room.UNBOUNDED);
  }

  /**
   * One event as JSON, whose bytes are taken from the room and stay taken.
   *
   * @throws MalformedAvroException when the bytes are no event of the model, to the last byte
   */
  public static byte[] toJson(Model model, byte[] avro, Room room) throws MalformedAvroException {
    long first = new AvroInput(avro).readLong();
    int version = first == VERSION_5 || first == VERSION_6 ? (int) first : VERSION_4;
    AvroInput input = new AvroInput(avro);
    JsonOutput json = new JsonOutput(Math.min(FIRST_BYTES_MAX, 2 * avro.length), room);
    try {
      new AvroReader(input, version, json).record(Shapes.of(model));
    } catch (JsonOutput.OversizeException tooLarge) {
      throw new MalformedAvroException(tooLarge.getMessage());
    }
    input.expectEnd();
    return json.toByteArray();
  }

  /**
   * The events of a bulk as JSON, one by one.
   *
   * @throws MalformedAvroException when the bytes are no bulk of the model, to the last byte
   */
  public static List<byte[]> bulkToJson(Model model, byte[] avro) throws MalformedAvroException {
    return bulkToJson(model, avro, Room.UNBOUNDED);
  }

  /**
   * The events of a bulk as JSON, one by one; the bytes of each are taken from the room and stay
   * taken.
   *
   * @throws MalformedAvroException when the bytes are no bulk of the model, to the last byte
   */
  public static List<byte[]> bulkToJson(Model model, byte[] avro, Room room)
      throws MalformedAvroException {
    AvroInput input = new AvroInput(avro);
    long first = input.readLong();
    if (first == VERSION_5 || first == VERSION_6) {
      try {
        return events(model, input, (int) first, room);
      } catch (MalformedAvroException malformed) {
        // A bulk of version 4 may begin with a count of 5 or 6 events.
        try {
          return events(model, new AvroInput(avro), VERSION_4, room);
        } catch (MalformedAvroException neither) {
          throw malformed;
        }
      }
    }
    return events(model, new AvroInput(avro), VERSION_4, room);
  }

  private static List<byte[]> events(Model model, AvroInput input, int version, Room room)
      throws MalformedAvroException {
    List<byte[]> events = new ArrayList<>();
    JsonOutput json = new JsonOutput(Math.min(FIRST_BYTES_MAX, 2 * input.remaining()), room);
    try {
      read(model, input, version, json, events);
      return events;
    } catch (MalformedAvroException malformed) {
      events.forEach(event -> room.giveBack(event.length));
      throw malformed;
    } finally {
      json.giveBack();
    }
  }

  private static void read(
      Model model, AvroInput input, int version, JsonOutput json, List<byte[]> events)
      throws MalformedAvroException {
    Shape shape = Shapes.of(model);
    AvroReader reader = new AvroReader(input, version, json);
    AvroInput.Blocks blocks = input.blocks();
    try {
      while (blocks.next()) {
        reader.record(shape);
        events.add(json.take());
      }
    } catch (JsonOutput.OversizeException tooLarge) {
      throw new MalformedAvroException(tooLarge.getMessage());
    }
    input.expectEnd();
    if (events.isEmpty() && input.position() > BULK_EMPTY_BYTES_MAX) {
      throw new MalformedAvroException("no event in " + input.position() + " bytes");
    }
  }

  /**
   * One event as Avro of version 6.
   *
   * @param json an event in its stored form
   * @throws IllegalArgumentException when it is none
   */
  public static byte[] toAvro(Model model, byte[] json) {
    return toOutput(model, json).toByteArray();
  }

  /** As {@link #toAvro}. */
  static AvroOutput toOutput(Model model, byte[] json) {
    AvroOutput output = new AvroOutput(json.length);
    write(model, json, output);
    return output;
  }

  /**
   * A bulk as Avro of version 6.
   *
   * @param events in their stored form
   * @throws IllegalArgumentException when one is not
   */
  public static byte[] bulkToAvro(Model model, List<byte[]> events) {
    int size = 16;
    for (byte[] event : events) {
      size += event.length;
    }
    AvroOutput output = new AvroOutput(size);
    output.writeLong(VERSION_6);
    AvroOutput.Blocks blocks = output.blocks();
    for (byte[] event : events) {
      blocks.item();
      write(model, event, output);
    }
    blocks.end();
    return output.toByteArray();
  }

  private static void write(Model model, byte[] json, AvroOutput output) {
    try {
      new AvroWriter(new JsonScanner(json, 0, json.length), output).record(Shapes.of(model));
    } catch (CorruptEventException corrupt) {
      throw new IllegalArgumentException("not a stored event: " + corrupt.getMessage(), corrupt);
    }
  }
}
