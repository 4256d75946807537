package io.heliograph.event.publish;

import java.util.HexFormat;
import java.util.List;

/** Writes members of text as JSON. */
final class JsonText {
  private JsonText() {}

  /** Adds a comma and the member. */
  static void member(StringBuilder json, String name, String text) {
    json.append(",\"").append(name).append("\":");
    quote(json, text);
  }

  /** Adds a comma and the member; nothing when the list is empty. */
  static void member(StringBuilder json, String name, List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    json.append(",\"").append(name).append("\":");
    char before = '[';
    for (String text : texts) {
      json.append(before);
      quote(json, text);
      before = ',';
    }
    json.append(']');
  }

  /** Adds the text in quotes. */
  static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        json.append('\\').append(unit);
      } else if (unit < 0x20) {
        json.append("\\u").append(HexFormat.of().toHexDigits(unit));
      } else {
        json.append(unit);
      }
    }
    json.append('"');
  }
}
