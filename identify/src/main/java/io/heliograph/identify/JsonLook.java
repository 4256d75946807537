package io.heliograph.identify;

/** Whether a text is JSON as far as it goes: an object or array, whole or cut off anywhere. */
final class JsonLook {
  private static final int NESTING_MAX = 512;

  private final String text;
  private int at;

  private JsonLook(String text) {
    this.text = text;
  }

  static boolean matches(String text, boolean whole) {
    JsonLook look = new JsonLook(text);
    look.space();
    int first = look.peek();
    if (first != '{' && first != '[') {
      return false;
    }
    boolean fits = look.value(0);
    look.space();
    boolean consumed = look.at >= text.length();
    return consumed && (fits || !whole);
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** False at a fault or at the end; then {@code at} tells which. */
  private boolean value(int depth) {
    space();
    return switch (peek()) {
      case '{' -> depth < NESTING_MAX && members('}', depth);
      case '[' -> depth < NESTING_MAX && members(']', depth);
      case '"' -> string();
      case -1 -> false;
      default -> scalar();
    };
  }

  private boolean members(char end, int depth) {
    at++;
    space();
    if (peek() == end) {
      at++;
      return true;
    }
    while (true) {
      space();
      if (end == '}' && !(string() && colon())) {
        return false;
      }
      if (!value(depth + 1)) {
        return false;
      }
      space();
      int next = peek();
      if (next == end) {
        at++;
        return true;
      }
      if (next != ',') {
        return false;
      }
      at++;
    }
  }

  private boolean colon() {
    space();
    if (peek() != ':') {
      return false;
    }
    at++;
    return true;
  }

  private boolean string() {
    if (peek() != '"') {
      return false;
    }
    int start = at;
    for (int place = at + 1; place < text.length(); place++) {
      char unit = text.charAt(place);
      if (unit == '"') {
        at = place + 1;
        return true;
      }
      if (unit == '\\') {
        place++;
      } else if (unit < ' ') {
        at = start;
        return false;
      }
    }
    at = text.length();
    return false;
  }

  private boolean scalar() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String scalar = text.substring(start, at);
    boolean fits =
        scalar.equals("true")
            || scalar.equals("false")
            || scalar.equals("null")
            || (!scalar.isEmpty() && "-0123456789".indexOf(scalar.charAt(0)) >= 0);
    if (!fits && at < text.length()) {
      at = start;
    }
    return fits;
  }
}
