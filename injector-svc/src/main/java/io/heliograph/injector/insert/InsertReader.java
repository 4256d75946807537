package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Model;
import io.heliograph.event.avro.AvroEvents;
import io.heliograph.event.avro.MalformedAvroException;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import io.heliograph.event.publish.InsertRules;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code azul.insert}. The dispatcher takes inserts whose children would break the
 * rules of their model; here they are refused. Stateless.
 */
final class InsertReader {
  private static final int KEY_LENGTH_MAX = 128;
  private static final byte[] TIMESTAMP = "{\"timestamp\":\"".getBytes(UTF_8);
  private static final byte[] AUTHOR = "\",\"author\":".getBytes(UTF_8);
  private static final byte[] ENTITY = ",\"entity\":".getBytes(UTF_8);

  private InsertReader() {}

  /**
   * Reads one.
   *
   * @param value null removes the insert
   */
  static Reading read(String key, long position, byte @Nullable [] value) {
    if (value == null) {
      return new Reading.Removed();
    }
    if (!isKey(key)) {
      return new Reading.Rejected("the record's key is none of an insert");
    }
    try {
      byte[] json = value.length > 0 && value[0] == '{' ? value : older(value);
      EventScan scan = EventScan.stored(Model.INSERT, json, List.of());
      byte[] stored = scan.stored("");
      boolean unchanged = stored.length == json.length;
      Node root =
          unchanged ? scan.root() : EventScan.stored(Model.INSERT, stored, List.of()).root();
      String broken = InsertRules.violation(root);
      return broken == null
          ? new Reading.Accepted(
              Insert.of(
                  key,
                  root.record("entity").text("parent_sha256"),
                  root.record("author").text("name"),
                  position,
                  trimmed(unchanged ? json : stored, root)))
          : new Reading.Rejected(broken);
    } catch (CorruptEventException | MalformedAvroException corrupt) {
      return new Reading.Rejected("not an insert event");
    } catch (RuntimeException unexpected) {
      // One record that breaks the reader must not keep the others from being read.
      return new Reading.Rejected("cannot be read: " + unexpected.getClass().getSimpleName());
    }
  }

  /** Of a cluster that was migrated. */
  private static byte[] older(byte[] avro) throws MalformedAvroException {
    return AvroEvents.toJson(Model.INSERT, avro);
  }

  /** Keys become parts of other keys; those that the dispatcher makes are 32 digits. */
  private static boolean isKey(String key) {
    return !key.isEmpty()
        && key.length() <= KEY_LENGTH_MAX
        && key.chars().allMatch(unit -> Character.isLetterOrDigit(unit) || unit == '-');
  }

  /** What is needed of it: most of the memory goes into these bytes. */
  private static byte[] trimmed(byte[] json, Node root) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
    out.writeBytes(TIMESTAMP);
    out.writeBytes(root.text("timestamp").getBytes(UTF_8));
    out.writeBytes(AUTHOR);
    write(json, root.record("author"), out);
    out.writeBytes(ENTITY);
    write(json, root.record("entity"), out);
    out.write('}');
    return out.toByteArray();
  }

  private static void write(byte[] json, Node part, ByteArrayOutputStream out) {
    out.write(json, part.start(), part.end() - part.start());
  }
}
