package io.heliograph.injector.insert;

import io.heliograph.event.Model;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One insert: a child that every event of its parent gets. Immutable. What matters of the event is
 * kept as bytes, since there may be millions; it is scanned when a parent passes.
 *
 * @param key the event's {@code kafka_key}: what makes two inserts the same
 * @param parent the SHA-256 of the parents
 * @param position its place in {@code azul.insert}
 * @param json an insert event with the members timestamp, author and entity
 */
public record Insert(String key, String parent, long position, byte[] json) {
  /** Of the objects that hold an insert, beside its bytes: an estimate. */
  static final int OVERHEAD_BYTES = 360;

  /** What it costs to keep it. */
  long bytes() {
    return (long) json.length + OVERHEAD_BYTES;
  }

  /** The parts that a child is made of. */
  public Parts parts() {
    try {
      Node event = EventScan.stored(Model.INSERT, json, List.of()).root();
      return new Parts(event.record("entity"), event.record("author").text("name"));
    } catch (CorruptEventException corrupt) {
      throw new IllegalStateException("insert " + key + " was read before", corrupt);
    }
  }

  /**
   * The parts that a child is made of.
   *
   * @param entity the insert's
   * @param submitter the name of who made the insert
   */
  public record Parts(Node entity, String submitter) {
    /** Where the child's contents are. */
    public String originalSource() {
      return entity.text("original_source");
    }

    /** The last node of the child's path. */
    public Node history() {
      return entity.record("child_history");
    }

    /** The child's entity. */
    public Node child() {
      return entity.record("child");
    }
  }

  /** The JSON of a part. */
  public String text(Node part) {
    byte[] slice = Arrays.copyOfRange(json, part.start(), part.end());
    return new String(slice, StandardCharsets.UTF_8);
  }
}
