package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes values of what the fast evaluator found. */
final class FastValues {
  private FastValues() {}

  static Value value(FastSearch search) {
    Finding found = search.finding;
    return switch (found.kind) {
      case NOTHING -> Value.MISSING;
      case COUNT -> Value.count(found.count);
      case SLICE -> slice(search.bytes, found);
      case LIST -> {
        Text out = new Text();
        raw(search, out);
        yield Value.plain(Type.JSON, out.slice());
      }
    };
  }

  private static Value slice(byte[] bytes, Finding found) {
    Slice raw = new Slice(bytes, found.start, found.end);
    return found.type == Type.STRING
        ? new Value(
            Type.STRING, raw, new Slice(bytes, found.start + 1, found.end - 1), found.escaped)
        : Value.plain(found.type, raw);
  }

  /** The keep rule (contract 1.2), without making anything. */
  static boolean isKept(FastSearch search) {
    Finding found = search.finding;
    return switch (found.kind) {
      case NOTHING -> false;
      case COUNT -> true;
      case LIST -> found.end > found.start;
      case SLICE ->
          switch (found.type) {
            case NULL, FALSE -> false;
            case NUMBER, STRING, TRUE -> true;
            case JSON -> search.bytes[found.start] == '{' || hasElement(search.bytes, found);
          };
    };
  }

  private static boolean hasElement(byte[] bytes, Finding array) {
    for (int i = array.start + 1; i < array.end; i++) {
      byte c = bytes[i];
      if (c == ']') {
        return false;
      }
      if ((c >= '0' && c <= '9') || "\"{[tfn+-iIN".indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Adds the JSON text of what was found. */
  static void raw(FastSearch search, Text out) {
    Finding found = search.finding;
    switch (found.kind) {
      case NOTHING -> {}
      case COUNT -> {
        byte[] digits = Integer.toString(found.count).getBytes(StandardCharsets.US_ASCII);
        out.add(digits, 0, digits.length);
      }
      case SLICE -> out.add(search.bytes, found.start, found.end);
      case LIST -> {
        out.add('[');
        for (int i = found.start; i < found.end; i += 2) {
          if (i > found.start) {
            out.add(',');
          }
          out.add(search.bytes, search.spans[i], search.spans[i + 1]);
        }
        out.add(']');
      }
    }
  }

  /** Bytes being put together: parts of the document, so no more than a few times as many. */
  static final class Text {
    private byte[] bytes = new byte[128];
    private int length;

    void add(char c) {
      reserve(1);
      bytes[length++] = (byte) c;
    }

    void add(byte[] from, int start, int end) {
      reserve(end - start);
      System.arraycopy(from, start, bytes, length, end - start);
      length += end - start;
    }

    Slice slice() {
      return new Slice(bytes, 0, length);
    }

    private void reserve(int more) {
      if (bytes.length - length < more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
      }
    }
  }
}
