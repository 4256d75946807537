package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import io.heliograph.ipni.Verdict;
import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small document as a tree: heads, advertisements, messages. Snapshots are streamed instead. */
public sealed interface DagValue {
  /** Members by key; the order does not matter, each codec has its own. */
  record OfMap(Map<String, DagValue> members) implements DagValue {
    /** Copies what it is given. */
    public OfMap {
      members = Map.copyOf(members);
    }
  }

  /** Elements in order. */
  record OfList(List<DagValue> elements) implements DagValue {
    /** Copies what it is given. */
    public OfList {
      elements = List.copyOf(elements);
    }
  }

  /** A text. */
  record OfText(String text) implements DagValue {}

  /** An integer. */
  record OfInt(long number) implements DagValue {}

  /**
   * Any other number, by its text. None of our documents has one, so it is read where others have
   * members that we do not know, and never written.
   */
  record OfNumber(String text) implements DagValue {}

  /** True or false. */
  record OfBool(boolean truth) implements DagValue {}

  /** A link. */
  record OfLink(Cid cid) implements DagValue {}

  /** Null. */
  record OfNull() implements DagValue {}

  /** Bytes; equal when they are. Not copied: whoever makes it gives them away. */
  record OfBytes(byte[] bytes) implements DagValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** The canonical bytes in that codec. */
  default byte[] encode(Codec codec) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    write(DagWriter.of(codec, out));
    return out.toByteArray();
  }

  /** Writes it as one value; members in the writer's order. */
  default void write(DagWriter writer) {
    switch (this) {
      case OfMap map -> {
        Map<String, DagValue> sorted = new TreeMap<>(writer.keyOrder());
        sorted.putAll(map.members);
        writer.map(sorted.size());
        sorted.forEach((key, value) -> value.write(writer.key(key)));
        writer.end();
      }
      case OfList list -> {
        writer.list(list.elements.size());
        list.elements.forEach(element -> element.write(writer));
        writer.end();
      }
      case OfText text -> writer.text(text.text);
      case OfInt number -> writer.integer(number.number);
      case OfNumber number ->
          throw new IllegalArgumentException("only integers are written, not " + number.text);
      case OfBool truth -> writer.bool(truth.truth);
      case OfLink link -> writer.link(link.cid);
      case OfBytes bytes -> writer.bytes(bytes.bytes);
      case OfNull nul -> writer.nul();
    }
  }

  /**
   * Reads a whole document that is canonical; one that is not is refused with {@link
   * Verdict#NON_CANONICAL}.
   */
  static DagValue decode(Codec codec, byte[] body, IpniLimits limits) {
    DagReader reader = DagReader.of(codec, new DagInput(body), limits);
    DagValue value = read(reader);
    if (reader.deviation() != null) {
      throw IpniException.of(
          Verdict.NON_CANONICAL, "body", "must be canonical: " + reader.deviation());
    }
    return value;
  }

  /** Reads a whole document; whether it is canonical, the reader says. */
  static DagValue read(DagReader reader) {
    DagValue value = value(reader, reader.next());
    DagToken end = reader.next();
    if (end != DagToken.END) {
      throw new IllegalStateException("a document goes on with " + end);
    }
    return value;
  }

  /** The depth of recursion is capped by the reader. */
  private static DagValue value(DagReader reader, DagToken token) {
    return switch (token) {
      case MAP_START -> {
        Map<String, DagValue> members = new LinkedHashMap<>();
        while (reader.next() == DagToken.KEY) {
          String key = reader.text();
          members.put(key, value(reader, reader.next()));
        }
        yield new OfMap(members);
      }
      case LIST_START -> {
        List<DagValue> elements = new ArrayList<>();
        for (DagToken next = reader.next(); next != DagToken.LIST_END; next = reader.next()) {
          elements.add(value(reader, next));
        }
        yield new OfList(elements);
      }
      case TEXT -> new OfText(reader.text());
      case BYTES -> new OfBytes(reader.bytes());
      case LINK -> new OfLink(reader.link());
      case INT -> new OfInt(reader.integer());
      case BOOL -> new OfBool(reader.bool());
      case NULL -> new OfNull();
      case NUMBER -> new OfNumber(reader.text());
      case KEY, MAP_END, LIST_END, END ->
          throw new IllegalStateException("a value begins with " + token);
    };
  }
}
