package io.heliograph.gjson;

/**
 * Where a bracketed or quoted text ends, by counting brackets of any kind outside quotes. The
 * counting never looks at what the brackets hold, so a malformed document has an answer too.
 */
final class Squash {
  private Squash() {}

  /**
   * Index of the quote that closes the string whose text begins at {@code from}, or {@code end}.
   */
  static int closingQuote(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end) {
      byte c = bytes[i];
      if (c == '"') {
        return i;
      }
      i += c == '\\' ? 2 : 1;
    }
    return end;
  }

  /**
   * End of the text that {@code from} opens, whatever byte stands there: it counts as an opener. An
   * unclosed text ends at {@code end}, or one byte after it when that was inside a string.
   */
  static int block(byte[] bytes, int from, int end) {
    int depth = 1;
    int i = from + 1;
    while (i < end) {
      switch (bytes[i]) {
        case '"' -> i = closingQuote(bytes, i + 1, end);
        case '{', '[', '(' -> depth++;
        case '}', ']', ')' -> {
          depth--;
          if (depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
      i++;
    }
    return i;
  }

  /** As {@link #block}, but a text that opens with a quote ends at its closing quote. */
  static int textEnd(byte[] bytes, int from, int end) {
    if (bytes[from] == '"') {
      return Math.min(closingQuote(bytes, from + 1, end) + 1, end);
    }
    return Math.min(block(bytes, from, end), end);
  }
}
