package io.heliograph.ipni.dag;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The two orders of map keys, and the strict way from text to bytes. */
final class KeyOrder {
  /** By bytes, unsigned. */
  static final Comparator<String> BY_BYTES = (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));

  /** By the number of bytes, then by bytes. */
  static final Comparator<String> BY_LENGTH =
      (a, b) -> {
        byte[] first = utf8(a);
        byte[] second = utf8(b);
        return first.length != second.length
            ? Integer.compare(first.length, second.length)
            : Arrays.compareUnsigned(first, second);
      };

  private KeyOrder() {}

  static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[bytes.remaining()];
      bytes.get(utf8);
      return utf8;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text with a lone surrogate", e);
    }
  }
}
