package io.heliograph.gjson;

/** What the separators of a path do (contract 2.6, 2.20, 2.21). */
final class Separator {
  private Separator() {}

  /** Where the text begins that the separator at {@code stop} pipes into, or -1. */
  static int pipeAt(byte[] text, int stop, int end) {
    if (stop >= end) {
      return -1;
    }
    if (text[stop] == '|') {
      return stop + 1;
    }
    return stop + 1 < end && startsPipe(text, stop + 1, end) ? stop + 1 : -1;
  }

  private static boolean startsPipe(byte[] text, int start, int end) {
    byte c = text[start];
    if (c != '@') {
      return c == '[' || c == '{';
    }
    int i = start + 1;
    while (i < end && text[i] != '.' && text[i] != '|' && text[i] != ':') {
      i++;
    }
    return Modifier.named(text, start + 1, i) != null;
  }

  /** Index of the pipe that ends the tail of a hash segment, or -1. */
  static int tailPipe(byte[] text, int start, int end) {
    if (start < end && text[start] == '{') {
      return braceTailPipe(text, start, end);
    }
    for (int i = start; i < end; i++) {
      switch (text[i]) {
        case '\\' -> i++;
        case '|' -> {
          return i;
        }
        case '.' -> {
          if (i == end - 1) {
            return -1;
          }
          if (text[i + 1] == '#') {
            // The byte after the hash is stepped over, a pipe too, as the original does.
            i += 2;
            if (i < end && (text[i] == '[' || text[i] == '(')) {
              i = selectorEnd(text, i, end);
            }
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static int braceTailPipe(byte[] text, int start, int end) {
    if (start + 1 >= end) {
      return -1;
    }
    int close = Squash.textEnd(text, start + 1, end);
    return close < end && text[close] == '|' ? close : -1;
  }

  private static int selectorEnd(byte[] text, int start, int end) {
    byte open = text[start];
    byte close = (byte) (open == '[' ? ']' : ')');
    int depth = 1;
    int i = start + 1;
    for (; i < end; i++) {
      byte c = text[i];
      if (c == '\\') {
        i++;
      } else if (c == open) {
        depth++;
      } else if (c == close) {
        depth--;
        if (depth == 0) {
          return i;
        }
      } else if (c == '"') {
        i = Squash.closingQuote(text, i + 1, end);
      }
    }
    return i;
  }
}
