package io.heliograph.event.publish;

/** Writes text as a JSON string. */
final class JsonText {
  private JsonText() {}

  static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        default -> {
          if (unit < 0x20) {
            json.append(String.format("\\u%04x", (int) unit));
          } else {
            json.append(unit);
          }
        }
      }
    }
    json.append('"');
  }
}
