package io.heliograph.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Python's {@code repr} and {@code str} of a JSON value, as IntelMQ's {@code Message.hash} and its
 * text fields use them. Printable is what this JDK's Unicode says; Python's may be older.
 */
public final class PythonRepr {
  private static final int LATIN_END = 0x100;
  private static final int BASIC_END = 0x10000;
  private static final int DELETE = 0x7f;

  private PythonRepr() {}

  /** {@code repr(value)}. */
  public static String repr(JsonNode value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** {@code str(value)}: a text stays as it is. */
  public static String str(JsonNode value) {
    return value.isTextual() ? value.textValue() : repr(value);
  }

  private static void append(StringBuilder text, JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        String separator = "{";
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          quote(text.append(separator), member.getKey());
          append(text.append(": "), member.getValue());
          separator = ", ";
        }
        text.append(value.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        String separator = "[";
        for (JsonNode item : value) {
          append(text.append(separator), item);
          separator = ", ";
        }
        text.append(value.isEmpty() ? "[]" : "]");
      }
      case STRING -> quote(text, value.textValue());
      case BOOLEAN -> text.append(value.booleanValue() ? "True" : "False");
      case NUMBER ->
          text.append(
              value.isFloatingPointNumber()
                  ? DoubleText.python(value.doubleValue())
                  : value.asText());
      case NULL, MISSING, BINARY, POJO -> text.append("None");
    }
  }

  private static void quote(StringBuilder text, String value) {
    char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
    text.append(quote);
    value
        .codePoints()
        .forEach(
            point -> {
              if (point == quote || point == '\\') {
                text.append('\\').append((char) point);
              } else {
                appendPoint(text, point);
              }
            });
    text.append(quote);
  }

  private static void appendPoint(StringBuilder text, int point) {
    if (point == '\n') {
      text.append("\\n");
    } else if (point == '\r') {
      text.append("\\r");
    } else if (point == '\t') {
      text.append("\\t");
    } else if (isPrintable(point)) {
      text.appendCodePoint(point);
    } else if (point < LATIN_END) {
      text.append(String.format("\\x%02x", point));
    } else if (point < BASIC_END) {
      text.append(String.format("\\u%04x", point));
    } else {
      text.append(String.format("\\U%08x", point));
    }
  }

  private static boolean isPrintable(int point) {
    if (point >= ' ' && point < DELETE) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
