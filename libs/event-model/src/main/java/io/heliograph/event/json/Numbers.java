package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;

/** The grammar of numbers (RFC 8259 section 6). */
final class Numbers {
  /** Python reads no longer integer. */
  private static final int DIGITS_MAX = 4_300;

  /** A number of so many characters is beyond no limit. */
  private static final int PLAIN_CHARACTERS_MAX = 18;

  private Numbers() {}

  /** The position after the number that begins there. */
  static int skip(byte[] bytes, int start, int end) throws CorruptEventException {
    int at = start < end && bytes[start] == '-' ? start + 1 : start;
    at = at < end && bytes[at] == '0' ? at + 1 : digits(bytes, at, end);
    if (at < end && bytes[at] == '.') {
      at = digits(bytes, at + 1, end);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      boolean signed = at < end && (bytes[at] == '+' || bytes[at] == '-');
      at = digits(bytes, signed ? at + 1 : at, end);
    }
    return at;
  }

  /** Refuses what a strict reader refuses, or reads as infinite. */
  static void requireReadable(byte[] bytes, int from, int to) throws CorruptEventException {
    if (to - from <= PLAIN_CHARACTERS_MAX && !hasExponent(bytes, from, to)) {
      return;
    }
    if (to - from > DIGITS_MAX + 1 || (to - from > DIGITS_MAX && bytes[from] != '-')) {
      throw CorruptEventException.value(
          "must not have a number of more than "
              + DIGITS_MAX
              + " digits: "
              + Excerpt.of(bytes, from, to));
    }
    if (!isInteger(bytes, from, to) && Double.isInfinite(toDouble(bytes, from, to))) {
      throw CorruptEventException.value(
          "must not have a number beyond what a double can hold: " + Excerpt.of(bytes, from, to));
    }
  }

  static double toDouble(byte[] bytes, int from, int to) {
    return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
  }

  private static boolean hasExponent(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if ((bytes[at] | 0x20) == 'e') {
        return true;
      }
    }
    return false;
  }

  private static boolean isInteger(byte[] bytes, int from, int to) {
    for (int at = from + 1; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return true;
  }

  private static int digits(byte[] bytes, int start, int end) throws CorruptEventException {
    int at = start;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw CorruptEventException.syntax(bytes, at, end, "a digit");
    }
    return at;
  }
}
