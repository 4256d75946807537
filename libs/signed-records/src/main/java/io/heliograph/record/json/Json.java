package io.heliograph.record.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value. Immutable. */
public sealed interface Json {
  /** The largest whole number that JSON carries without loss (2^53 - 1). */
  long NUMBER_MAX = (1L << 53) - 1;

  /** A text; without lone surrogates when it was read. */
  record Text(String value) implements Json {}

  /** A number as it was written. */
  record Numeral(String digits) implements Json {}

  /** True or false. */
  record Truth(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** An array. */
  record Array(List<Json> elements) implements Json {
    /** Copies it. */
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /** An object; its members keep the order in which they were read. */
  record Members(Map<String, Json> values) implements Json {
    /** Copies it. */
    public Members {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** A whole number. */
  static Json number(long number) {
    if (Math.abs(number) > NUMBER_MAX) {
      throw new IllegalArgumentException("over 2^53 - 1: " + number);
    }
    return new Numeral(Long.toString(number));
  }

  /**
   * The text by RFC 8785: members ordered by their UTF-16 units, no white space, the shortest
   * escapes. Numbers are written as they stand, so they must be whole ones.
   */
  default String canonical() {
    StringBuilder out = new StringBuilder();
    write(this, out);
    return out.toString();
  }

  private static void write(Json json, StringBuilder out) {
    switch (json) {
      case Text(String value) -> quote(value, out);
      case Numeral(String digits) -> out.append(digits);
      case Truth(boolean value) -> out.append(value);
      case Null() -> out.append("null");
      case Array(List<Json> elements) -> {
        String between = "[";
        for (Json element : elements) {
          out.append(between);
          write(element, out);
          between = ",";
        }
        out.append(elements.isEmpty() ? "[]" : "]");
      }
      case Members(Map<String, Json> values) -> {
        String between = "{";
        // A text's natural order is that of its UTF-16 units.
        List<String> names = new ArrayList<>(new TreeMap<>(values).keySet());
        for (String name : names) {
          out.append(between);
          quote(name, out);
          out.append(':');
          write(values.getOrDefault(name, new Null()), out);
          between = ",";
        }
        out.append(values.isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
