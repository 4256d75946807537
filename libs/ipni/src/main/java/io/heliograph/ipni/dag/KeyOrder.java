package io.heliograph.ipni.dag;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** The two orders of map keys, without making their bytes, and the strict way to them. */
final class KeyOrder {
  /** By UTF-8 bytes, unsigned; which is the order of code points. */
  static final Comparator<String> BY_BYTES = KeyOrder::compareBytes;

  /** By the number of UTF-8 bytes, then by bytes. */
  static final Comparator<String> BY_LENGTH =
      Comparator.comparingInt(KeyOrder::utf8Length).thenComparing(BY_BYTES);

  private KeyOrder() {}

  private static int compareBytes(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char first = a.charAt(i);
      char second = b.charAt(i);
      if (first != second) {
        // A surrogate is half of a code point above all that fit one unit.
        boolean high = Character.isSurrogate(first);
        return high == Character.isSurrogate(second)
            ? Character.compare(first, second)
            : high ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int utf8Length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      // Each half of a pair makes two of its four bytes.
      length += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
    return length;
  }

  /** The bytes; {@link IllegalArgumentException} when a surrogate stands alone. */
  static byte[] utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException("a text with a lone surrogate");
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
