package io.heliograph.gjson;

import java.util.Arrays;

/**
 * Resolves the escapes of JSON strings with the original's tolerance (contract 2.31). The text is
 * written into a buffer that the next string reuses; it is never longer than the string. Lives on
 * one thread.
 */
final class Unescape {
  private byte[] text = new byte[128];
  private int length;
  private int at;

  /** The text without escapes; it stops where an escape is unknown or a control byte stands. */
  static byte[] text(Slice escaped) {
    Unescape unescape = new Unescape();
    int length = unescape.run(escaped.bytes(), escaped.start(), escaped.end());
    return Arrays.copyOf(unescape.text, length);
  }

  /** As {@link #text(Slice)}: the length of what is then at the start of {@link #text()}. */
  int run(byte[] bytes, int start, int end) {
    if (text.length < end - start) {
      text = new byte[Math.max(end - start, text.length * 2)];
    }
    length = 0;
    at = start;
    boolean more = true;
    while (more && at < end) {
      more = step(bytes, end);
    }
    return length;
  }

  /** What the last run wrote, and beyond its length what earlier ones left. */
  byte[] text() {
    return text;
  }

  /** Lets go of a buffer that one long string needed. */
  void release() {
    if (text.length > 1 << 16) {
      text = new byte[128];
    }
  }

  private boolean step(byte[] bytes, int end) {
    byte c = bytes[at++];
    if (c != '\\') {
      boolean control = c >= 0 && c < ' ';
      if (!control) {
        text[length++] = c;
      }
      return !control;
    }
    if (at >= end) {
      return false;
    }
    byte escape = bytes[at++];
    if (escape == 'u') {
      return unicode(bytes, end);
    }
    int plain = plain(escape);
    if (plain >= 0) {
      text[length++] = (byte) plain;
    }
    return plain >= 0;
  }

  static int plain(byte escape) {
    return switch (escape) {
      case '\\', '/', '"' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  private boolean unicode(byte[] bytes, int end) {
    if (at + 4 > end) {
      return false;
    }
    int point = hex(bytes, at);
    at += 4;
    if (Character.isSurrogate((char) point)
        && at + 6 <= end
        && bytes[at] == '\\'
        && bytes[at + 1] == 'u') {
      // Whatever follows is consumed with it, a pair or not.
      char low = (char) hex(bytes, at + 2);
      boolean pair = Character.isSurrogatePair((char) point, low);
      point = pair ? Character.toCodePoint((char) point, low) : Utf8.REPLACEMENT;
      at += 6;
    }
    length = Utf8.write(text, length, point);
    return true;
  }

  /** Four hexadecimal digits; anything else among them makes the number 0. */
  static int hex(byte[] bytes, int at) {
    int number = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return 0;
      }
      number = number << 4 | digit;
    }
    return number;
  }
}
