package io.heliograph.gjson;

import java.io.ByteArrayOutputStream;

/** Resolves the escapes of a JSON string with the original's tolerance (contract 2.31). */
final class Unescape {
  private final Slice text;
  private final ByteArrayOutputStream out;
  private int at;

  private Unescape(Slice text) {
    this.text = text;
    this.out = new ByteArrayOutputStream(text.length());
    this.at = text.start();
  }

  /** The text without escapes; it stops where an escape is unknown or a control byte stands. */
  static byte[] text(Slice escaped) {
    Unescape unescape = new Unescape(escaped);
    while (unescape.at < escaped.end()) {
      if (!unescape.step()) {
        break;
      }
    }
    return unescape.out.toByteArray();
  }

  private boolean step() {
    byte c = text.bytes()[at++];
    if (c != '\\') {
      boolean control = c >= 0 && c < ' ';
      if (!control) {
        out.write(c);
      }
      return !control;
    }
    if (at >= text.end()) {
      return false;
    }
    byte escape = text.bytes()[at++];
    if (escape == 'u') {
      return unicode();
    }
    int plain = plain(escape);
    if (plain >= 0) {
      out.write(plain);
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

  private boolean unicode() {
    if (at + 4 > text.end()) {
      return false;
    }
    int point = hex(text.bytes(), at);
    at += 4;
    if (Character.isSurrogate((char) point)
        && at + 6 <= text.end()
        && text.bytes()[at] == '\\'
        && text.bytes()[at + 1] == 'u') {
      // Whatever follows is consumed with it, a pair or not.
      char low = (char) hex(text.bytes(), at + 2);
      boolean pair = Character.isSurrogatePair((char) point, low);
      point = pair ? Character.toCodePoint((char) point, low) : Utf8.REPLACEMENT;
      at += 6;
    }
    Utf8.write(out, point);
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
