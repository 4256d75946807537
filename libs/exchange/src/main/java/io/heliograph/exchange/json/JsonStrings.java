package io.heliograph.exchange.json;

/** Strings of JSON as RFC 8785 and Python write them: the short escapes, else four digits. */
final class JsonStrings {
  private JsonStrings() {}

  /**
   * Appends a string with its quotes.
   *
   * @param ascii whether everything that is not printable ASCII is escaped, too
   */
  static void append(StringBuilder text, String value, boolean ascii) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (character < ' ' || (ascii && character > '~')) {
            text.append(String.format("\\u%04x", (int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
    text.append('"');
  }
}
