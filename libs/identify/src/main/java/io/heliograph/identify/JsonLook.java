package io.heliograph.identify;

/** Whether a text is JSON as far as it goes: an object or array, whole or cut off anywhere. */
final class JsonLook {
  private static final int NESTING_MAX = 512;

  private final String text;
  private final StringBuilder ends = new StringBuilder();
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
    boolean fits = look.value();
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

  /**
   * A value with all that is in it: false at a fault or at the end; then {@code at} tells which.
   * What is open is kept in {@code ends}, so nesting takes no stack.
   */
  private boolean value() {
    boolean over = false;
    do {
      space();
      int next = peek();
      boolean fits;
      if (over) {
        over = next == end();
        fits = over ? close() : next == ',' && goOn();
      } else if (next == '{' || next == '[') {
        fits = ends.length() < NESTING_MAX && open(next == '{' ? '}' : ']');
        over = fits && peek() == end();
        fits = fits && (over || name());
      } else {
        fits = next == '"' ? string() : next >= 0 && scalar();
        over = true;
      }
      if (!fits) {
        return false;
      }
    } while (!over || !ends.isEmpty());
    return true;
  }

  private int end() {
    return ends.charAt(ends.length() - 1);
  }

  private boolean open(char end) {
    ends.append(end);
    at++;
    space();
    return true;
  }

  private boolean close() {
    ends.setLength(ends.length() - 1);
    at++;
    return true;
  }

  private boolean goOn() {
    at++;
    return name();
  }

  /** Of a member; elements of an array have none. */
  private boolean name() {
    space();
    return end() == ']' || (string() && colon());
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
