package io.heliograph.exchange.json;

/** White space as Python's {@code str} knows it, which is more than Java's. */
public final class PythonText {
  private PythonText() {}

  /** {@code text.strip()}. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start += 1;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end -= 1;
    }
    return text.substring(start, end);
  }

  /** {@code character.isspace()}; all such characters are in the basic plane. */
  public static boolean isSpace(char character) {
    return (character >= '\t' && character <= '\r')
        || (character >= 0x1c && character <= ' ')
        || character == 0x85
        || character == 0x2028
        || character == 0x2029
        || Character.getType(character) == Character.SPACE_SEPARATOR;
  }
}
