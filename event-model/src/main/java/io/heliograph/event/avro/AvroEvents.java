package io.heliograph.event.avro;

import io.heliograph.event.Model;
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
    long first = new AvroInput(avro).readLong();
    int version = first == VERSION_5 || first == VERSION_6 ? (int) first : VERSION_4;
    AvroInput input = new AvroInput(avro);
    JsonOutput json = new JsonOutput(2 * avro.length);
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
    AvroInput input = new AvroInput(avro);
    long first = input.readLong();
    if (first == VERSION_5 || first == VERSION_6) {
      try {
        return events(model, input, (int) first);
      } catch (MalformedAvroException malformed) {
        // A bulk of version 4 may begin with a count of 5 or 6 events.
        try {
          return events(model, new AvroInput(avro), VERSION_4);
        } catch (MalformedAvroException neither) {
          throw malformed;
        }
      }
    }
    return events(model, new AvroInput(avro), VERSION_4);
  }

  private static List<byte[]> events(Model model, AvroInput input, int version)
      throws MalformedAvroException {
    Shape shape = Shapes.of(model);
    List<byte[]> events = new ArrayList<>();
    JsonOutput json = new JsonOutput(2 * input.remaining());
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
    return events;
  }

  /**
   * One event as Avro of version 6.
   *
   * @param json an event in its stored form
   * @throws IllegalArgumentException when it is none
   */
  public static byte[] toAvro(Model model, byte[] json) {
    AvroOutput output = new AvroOutput(json.length);
    write(model, json, output);
    return output.toByteArray();
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
