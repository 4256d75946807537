package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;

/** Reads a JSON string with escapes; a lone surrogate becomes U+FFFD, as in Azul. */
final class Unescape {
  private Unescape() {}

  static String text(byte[] bytes, int start, int end) {
    StringBuilder text = new StringBuilder(end - start);
    int plain = start;
    int at = start;
    while (at < end) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
      byte code = bytes[at + 1];
      if (code == 'u') {
        text.append((char) unit(bytes, at));
        at += 6;
      } else {
        text.append(plain(code));
        at += 2;
      }
      plain = at;
    }
    text.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8));
    return withoutLoneSurrogates(text);
  }

  /** The position after the escape that begins there. */
  static int skip(byte[] bytes, int at, int end, boolean strict) throws CorruptEventException {
    int code = at + 1 < end ? bytes[at + 1] : -1;
    switch (code) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 2;
      }
      case 'u' -> {
        requireDigits(bytes, at, end);
        return strict ? afterPair(bytes, at, end) : at + 6;
      }
      default -> throw CorruptEventException.syntax(bytes, at + 1, end, "an escape");
    }
  }

  private static void requireDigits(byte[] bytes, int at, int end) throws CorruptEventException {
    for (int i = at + 2; i < at + 6; i++) {
      if (i >= end || Character.digit(bytes[i], 16) < 0) {
        throw CorruptEventException.syntax(bytes, i, end, "four hexadecimal digits");
      }
    }
  }

  /** Strict readers refuse half a pair of surrogates. */
  private static int afterPair(byte[] bytes, int at, int end) throws CorruptEventException {
    int unit = unit(bytes, at);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return at + 6;
    }
    int second = at + 6;
    if (unit <= Character.MAX_HIGH_SURROGATE
        && second + 1 < end
        && bytes[second] == '\\'
        && bytes[second + 1] == 'u') {
      requireDigits(bytes, second, end);
      int low = unit(bytes, second);
      if (low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE) {
        return second + 6;
      }
    }
    throw CorruptEventException.value(
        "must not have a lone surrogate: " + Excerpt.of(bytes, at, at + 6));
  }

  /** The code unit of the escape that begins there. */
  static int unit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      unit = unit << 4 | Character.digit(bytes[i], 16);
    }
    return unit;
  }

  private static char plain(byte code) {
    return switch (code) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) code;
    };
  }

  private static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }
}
