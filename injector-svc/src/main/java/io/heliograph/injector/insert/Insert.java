package io.heliograph.injector.insert;

import io.heliograph.event.Model;
import io.heliograph.event.json.CorruptEventException;
import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One insert: a child that every event of its parent gets. Immutable. What matters of the event is
 * kept packed, since there may be millions; it is unpacked and scanned when a parent passes.
 *
 * @param key the event's {@code kafka_key}: what makes two inserts the same
 * @param parent the SHA-256 of the parents
 * @param author the name of its author, or the beginning of a long one
 * @param position its place in {@code azul.insert}
 * @param packed see {@link InsertCompressor}
 * @param jsonBytes how long it is unpacked
 */
public record Insert(
    String key, String parent, String author, long position, byte[] packed, int jsonBytes) {
  /**
   * Of the objects that hold an insert, beside its bytes, and of a set of parents that a look-back
   * holds: an estimate.
   */
  static final int OVERHEAD_BYTES = 420;

  private static final int AUTHOR_LENGTH_MAX = 128;

  /**
   * An insert.
   *
   * @param author the name of its author
   * @param json an insert event with the members timestamp, author and entity
   */
  public static Insert of(String key, String parent, String author, long position, byte[] json) {
    String name =
        author.length() > AUTHOR_LENGTH_MAX ? author.substring(0, AUTHOR_LENGTH_MAX) : author;
    return new Insert(key, parent, name, position, InsertCompressor.pack(json), json.length);
  }

  /** The same with another text of the same author: millions share one. */
  Insert by(String sameAuthor) {
    return new Insert(key, parent, sameAuthor, position, packed, jsonBytes);
  }

  /** What it costs to keep it. */
  long bytes() {
    return (long) packed.length + OVERHEAD_BYTES;
  }

  /** The parts that a child is made of. */
  public Parts parts() {
    try {
      byte[] json = InsertCompressor.unpack(packed, jsonBytes);
      Node event = EventScan.stored(Model.INSERT, json, List.of()).root();
      return new Parts(json, event.record("entity"), event.record("author").text("name"));
    } catch (CorruptEventException corrupt) {
      throw new IllegalStateException("insert " + key + " was read before", corrupt);
    }
  }

  /**
   * The parts that a child is made of.
   *
   * @param json all of them
   * @param entity the insert's
   * @param submitter the name of the author of the insert
   */
  public record Parts(byte[] json, Node entity, String submitter) {
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

    /** The JSON of a part. */
    public String text(Node part) {
      return new String(json, part.start(), part.end() - part.start(), StandardCharsets.UTF_8);
    }
  }
}
