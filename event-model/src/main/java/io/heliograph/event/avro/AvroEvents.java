package io.heliograph.event.avro;

import io.heliograph.event.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * Events between Avro and stored JSON (contract event-model.md section 9): bare binary data, model
 * versions 4 to 6 read and raised to 6, version 6 written. Pure functions, safe from any thread.
 */
public final class AvroEvents {
  /**
   * A bulk of more bytes than this that holds no event is taken for a mistake, as the peer does.
   */
  private static final int EMPTY_BULK_BYTES_MAX = 10;

  private AvroEvents() {}

  /**
   * Reads one event.
   *
   * @return JSON of model version 6, members in Avro order: required members always, the others
   *     when they are not zero
   * @throws MalformedAvroException when the bytes are not one event of that model, to the last byte
   */
  public static byte[] toJson(Model model, byte[] avroSingle) throws MalformedAvroException {
    AvroCursor in = new AvroCursor(avroSingle);
    int version = version(in.varint());
    in.moveTo(0);
    try {
      byte[] json = new EventReader(in, version).read(Shapes.of(model));
      in.end();
      return json;
    } catch (Sink.SinkFullException e) {
      throw new MalformedAvroException("event too large", e);
    }
  }

  /**
   * Reads a bulk of events. A bulk of version 4 has no version of its own.
   *
   * @return JSON of each event as by {@link #toJson}, in order
   * @throws MalformedAvroException when the bytes are not one bulk of that model, to the last byte,
   *     or are more than 10 and hold no event
   */
  public static List<byte[]> bulkToJson(Model model, byte[] avroBulk)
      throws MalformedAvroException {
    AvroCursor in = new AvroCursor(avroBulk);
    int version = version(in.varint());
    if (version == Shape.OLDEST) {
      in.moveTo(0);
    }
    try {
      List<byte[]> events = new ArrayList<>();
      EventReader reader = new EventReader(in, version);
      for (int left = in.blockCount(); left != 0; left = in.blockCount()) {
        for (; left > 0; left--) {
          events.add(reader.read(Shapes.of(model)));
        }
      }
      in.end();
      if (events.isEmpty() && avroBulk.length > EMPTY_BULK_BYTES_MAX) {
        throw in.malformed("bulk without events");
      }
      return events;
    } catch (Sink.SinkFullException e) {
      throw new MalformedAvroException("event too large", e);
    }
  }

  /**
   * Writes one event as Avro of model version 6, whatever version the JSON names. Unknown members
   * are left out; of a member given twice the last counts; null counts as absent.
   *
   * @throws IllegalArgumentException when the bytes are not JSON of an event of that model
   */
  public static byte[] toAvro(Model model, byte[] json) {
    Sink out = new Sink(json.length);
    write(model, json, out);
    return out.toArray();
  }

  /**
   * Writes a bulk of events as Avro of model version 6.
   *
   * @throws IllegalArgumentException as for {@link #toAvro}
   */
  public static byte[] bulkToAvro(Model model, List<byte[]> json) {
    Sink out = new Sink(json.stream().mapToInt(event -> event.length).reduce(16, AvroEvents::sum));
    out.varint(Shape.NEWEST);
    Blocks blocks = new Blocks(out);
    for (byte[] event : json) {
      write(model, event, out);
      blocks.itemWritten();
    }
    blocks.end();
    return out.toArray();
  }

  private static void write(Model model, byte[] json, Sink out) {
    try {
      EventWriter.write(Shapes.of(model), json, out);
    } catch (Sink.SinkFullException e) {
      throw new IllegalArgumentException("event too large", e);
    }
  }

  private static int sum(int one, int other) {
    return (int) Math.min(Sink.BYTES_MAX, (long) one + other);
  }

  /** The model version that a first number stands for: anything unknown is the oldest. */
  private static int version(long first) {
    return first == 5 || first == Shape.NEWEST ? (int) first : Shape.OLDEST;
  }
}
