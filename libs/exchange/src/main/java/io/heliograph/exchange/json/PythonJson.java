package io.heliograph.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON text as Python's {@code json.dumps} writes it: a blank after commas and colons, floats as
 * {@code repr} gives them. IntelMQ stores and sends such texts, so they are compared byte by byte.
 */
public final class PythonJson {
  private final boolean ascii;
  private final boolean sorted;

  private PythonJson(boolean ascii, boolean sorted) {
    this.ascii = ascii;
    this.sorted = sorted;
  }

  /** Non-ASCII escaped, members sorted: what IntelMQ stores in fields of type JSON. */
  public static String stored(JsonNode value) {
    return new PythonJson(true, true).text(value);
  }

  /** Non-ASCII kept, members in their order: what IntelMQ makes of {@code extra} as one text. */
  public static String kept(JsonNode value) {
    return new PythonJson(false, false).text(value);
  }

  /** Non-ASCII kept, members sorted: a line of a file output or of an HTTP answer. */
  public static String line(JsonNode value) {
    return new PythonJson(false, true).text(value);
  }

  /** Non-ASCII escaped, members in their order: what {@code json.dumps} does unasked. */
  public static String plain(JsonNode value) {
    return new PythonJson(true, false).text(value);
  }

  private String text(JsonNode value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private void append(StringBuilder text, JsonNode value) {
    if (value.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>(CodePoints.ORDER);
      if (sorted) {
        value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      }
      String separator = "{";
      for (Map.Entry<String, JsonNode> member : sorted ? members.entrySet() : value.properties()) {
        JsonStrings.append(text.append(separator), member.getKey(), ascii);
        append(text.append(": "), member.getValue());
        separator = ", ";
      }
      text.append(value.isEmpty() ? "{}" : "}");
    } else if (value.isArray()) {
      String separator = "[";
      for (JsonNode item : value) {
        append(text.append(separator), item);
        separator = ", ";
      }
      text.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isTextual()) {
      JsonStrings.append(text, value.textValue(), ascii);
    } else if (value.isFloatingPointNumber()) {
      text.append(DoubleText.python(value.doubleValue()));
    } else {
      text.append(value.asText());
    }
  }
}
