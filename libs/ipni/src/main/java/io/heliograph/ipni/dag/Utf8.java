package io.heliograph.ipni.dag;

/** The strict rule of UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /** How many bytes follow that first byte; -1 when none can begin with it. */
  static int following(int first) {
    if (first < 0x80) {
      return 0;
    }
    if (first >= 0xc2 && first <= 0xdf) {
      return 1;
    }
    if (first >= 0xe0 && first <= 0xef) {
      return 2;
    }
    return first >= 0xf0 && first <= 0xf4 ? 3 : -1;
  }

  /** Whether the second byte may follow the first. */
  static boolean isSecond(int first, int second) {
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
  }

  /** Whether these bytes are text. */
  static boolean isValid(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      int first = bytes[at++] & 0xff;
      int following = following(first);
      if (following < 0 || at + following > length) {
        return false;
      }
      if (following > 0 && !isSecond(first, bytes[at++] & 0xff)) {
        return false;
      }
      for (int i = 1; i < following; i++) {
        if ((bytes[at++] & 0xc0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }
}
