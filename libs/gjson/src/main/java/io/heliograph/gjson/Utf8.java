package io.heliograph.gjson;

/** UTF-8 as the original reads it: each byte that fits nowhere is one replacement character. */
final class Utf8 {
  static final int REPLACEMENT = 0xfffd;

  private Utf8() {}

  /** Code point at {@code at} in the upper bits, its length in bytes in the lower three. */
  static int decode(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return first << 3 | 1;
    }
    int size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (size == 0 || at + size > end) {
      return invalid();
    }
    int point = first & (0x7f >> size);
    for (int i = 1; i < size; i++) {
      int next = bytes[at + i] & 0xff;
      if ((next & 0xc0) != 0x80) {
        return invalid();
      }
      point = point << 6 | (next & 0x3f);
    }
    boolean overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
    boolean surrogate = point >= 0xd800 && point <= 0xdfff;
    return overlong || surrogate || point > 0x10ffff ? invalid() : point << 3 | size;
  }

  static int point(int decoded) {
    return decoded >> 3;
  }

  static int size(int decoded) {
    return decoded & 7;
  }

  private static int invalid() {
    return REPLACEMENT << 3 | 1;
  }

  /** Without Unicode white space on either side. */
  static Slice trimmed(Slice text) {
    int from = text.start();
    int to = text.end();
    while (from < to) {
      int decoded = decode(text.bytes(), from, to);
      if (!isSpace(point(decoded))) {
        break;
      }
      from += size(decoded);
    }
    while (from < to) {
      int last = to - 1;
      while (last > from && last > to - 4 && (text.bytes()[last] & 0xc0) == 0x80) {
        last--;
      }
      int decoded = decode(text.bytes(), last, to);
      if (last + size(decoded) != to || !isSpace(point(decoded))) {
        break;
      }
      to = last;
    }
    return new Slice(text.bytes(), from, to);
  }

  private static boolean isSpace(int point) {
    return switch (point) {
      case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0, 0x1680 -> true;
      case 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> point >= 0x2000 && point <= 0x200a;
    };
  }

  /**
   * Writes a code point at {@code at} and returns the index after it; one that has no UTF-8 form is
   * written as the replacement character.
   */
  static int write(byte[] out, int at, int codePoint) {
    boolean bad = codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff);
    int point = bad ? REPLACEMENT : codePoint;
    if (point < 0x80) {
      out[at] = (byte) point;
      return at + 1;
    }
    int size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    int mark = 0xf00 >> size;
    out[at] = (byte) (mark | (point >> (6 * (size - 1))));
    for (int i = 1; i < size; i++) {
      out[at + i] = (byte) (0x80 | ((point >> (6 * (size - 1 - i))) & 0x3f));
    }
    return at + size;
  }
}
