package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as the original reads them (contract 2.30): decimal or hexadecimal, with underscores
 * between digits, infinities and NaN. A text that is no number is 0; one out of range is infinite.
 */
final class GoFloat {
  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean hexadecimal;
  private boolean underscores;
  private boolean digits;

  private GoFloat(Slice text) {
    this.bytes = text.bytes();
    this.at = text.start();
    this.end = text.end();
  }

  static double parse(Slice text) {
    double special = special(text);
    if (special != 0) {
      return special;
    }
    GoFloat reader = new GoFloat(text);
    if (!reader.isNumber() || reader.at != text.end()) {
      return 0;
    }
    if (reader.underscores && !reader.underscoresSeparate(text.start())) {
      return 0;
    }
    String plain = new String(text.copy(), StandardCharsets.ISO_8859_1);
    return Double.parseDouble(reader.underscores ? plain.replace("_", "") : plain);
  }

  private static double special(Slice text) {
    int length = text.length();
    if (length < 3 || length > 9) {
      return 0;
    }
    boolean signed = text.at(0) == '+' || text.at(0) == '-';
    String word =
        new String(text.bytes(), text.start(), length, StandardCharsets.ISO_8859_1)
            .substring(signed ? 1 : 0);
    if (word.equalsIgnoreCase("nan")) {
      return signed ? 0 : Double.NaN;
    }
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return text.at(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return 0;
  }

  private boolean isNumber() {
    if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    if (at + 2 < end && bytes[at] == '0' && (bytes[at + 1] | 0x20) == 'x') {
      hexadecimal = true;
      at += 2;
    }
    boolean dot = false;
    for (; at < end; at++) {
      byte c = bytes[at];
      if (c == '_') {
        underscores = true;
      } else if (c == '.') {
        if (dot) {
          break;
        }
        dot = true;
      } else if (isDigit(c)) {
        digits = true;
      } else {
        break;
      }
    }
    return digits && exponent();
  }

  private boolean exponent() {
    char mark = hexadecimal ? 'p' : 'e';
    if (at >= end || (bytes[at] | 0x20) != mark) {
      return !hexadecimal;
    }
    at++;
    if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    if (at >= end || bytes[at] < '0' || bytes[at] > '9') {
      return false;
    }
    while (at < end && ((bytes[at] >= '0' && bytes[at] <= '9') || bytes[at] == '_')) {
      underscores |= bytes[at] == '_';
      at++;
    }
    return true;
  }

  private boolean isDigit(byte c) {
    return (c >= '0' && c <= '9') || (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  }

  private boolean underscoresSeparate(int start) {
    int i = start;
    if (bytes[i] == '+' || bytes[i] == '-') {
      i++;
    }
    byte seen = '^';
    if (hexadecimal) {
      i += 2;
      seen = '0';
    }
    for (; i < end; i++) {
      byte c = bytes[i];
      if (isDigit(c)) {
        seen = '0';
      } else if (c == '_') {
        if (seen != '0') {
          return false;
        }
        seen = '_';
      } else {
        if (seen == '_') {
          return false;
        }
        seen = '!';
      }
    }
    return seen != '_';
  }
}
