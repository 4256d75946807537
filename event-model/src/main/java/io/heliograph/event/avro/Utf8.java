package io.heliograph.event.avro;

/** Strict UTF-8: checks bytes, and writes the characters of a JSON text. */
final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * Checks the sequence that starts at {@code from}.
   *
   * @return its length in bytes, or 0 when it is not well-formed: cut off, overlong, a surrogate or
   *     beyond U+10FFFF
   */
  static int sequenceLength(byte[] bytes, int from, int to) {
    int first = bytes[from] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || from + length > to || !secondFits(first, bytes[from + 1] & 0xFF)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[from + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean secondFits(int first, int second) {
    int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return low <= second && second <= high;
  }

  /** The bytes that {@link #put} will write. */
  static int length(char[] text, int from, int to) {
    int length = to - from;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c < 0x80) {
        continue;
      }
      if (isPair(text, i, to)) {
        length += 2;
        i++;
      } else {
        length += c < 0x800 ? 1 : 2;
      }
    }
    return length;
  }

  /** Writes the text; half a surrogate pair becomes U+FFFD, as the Go peer reads it. */
  static void put(char[] text, int from, int to, Sink out) {
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c < 0x80) {
        out.put(c);
      } else if (c < 0x800) {
        out.put(0xC0 | (c >> 6));
        out.put(continuation(c));
      } else if (isPair(text, i, to)) {
        int point = Character.toCodePoint(c, text[++i]);
        out.put(0xF0 | (point >> 18));
        out.put(continuation(point >> 12));
        out.put(continuation(point >> 6));
        out.put(continuation(point));
      } else {
        char whole = Character.isSurrogate(c) ? REPLACEMENT : c;
        out.put(0xE0 | (whole >> 12));
        out.put(continuation(whole >> 6));
        out.put(continuation(whole));
      }
    }
  }

  private static int continuation(int bits) {
    return 0x80 | (bits & 0x3F);
  }

  private static boolean isPair(char[] text, int at, int to) {
    return Character.isHighSurrogate(text[at])
        && at + 1 < to
        && Character.isLowSurrogate(text[at + 1]);
  }
}
