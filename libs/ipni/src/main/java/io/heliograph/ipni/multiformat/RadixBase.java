package io.heliograph.ipni.multiformat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as one large number in base 36 or 58, leading zero bytes as leading zero symbols. The work
 * grows with the square of the length, so five symbols are taken at a time and callers cap the
 * text.
 */
final class RadixBase implements BaseEncoding {
  /** As many as fit a positive int in base 58. */
  private static final int CHUNK = 5;

  private final char[] alphabet;
  private final byte[] values = new byte[128];
  private final int chunkRadix;

  RadixBase(String alphabet) {
    this.alphabet = alphabet.toCharArray();
    int radix = 1;
    for (int i = 0; i < CHUNK; i++) {
      radix *= alphabet.length();
    }
    this.chunkRadix = radix;
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
  }

  @Override
  public String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    int[] words = words(bytes, zeros);
    // 32 bits are less than 6.2 symbols of base 36, the smallest radix here.
    char[] text = new char[zeros + words.length * 7 + CHUNK];
    int at = text.length;
    int first = 0;
    while (first < words.length) {
      long rest = 0;
      for (int i = first; i < words.length; i++) {
        long dividend = (rest << 32) | (words[i] & 0xffffffffL);
        words[i] = (int) (dividend / chunkRadix);
        rest = dividend % chunkRadix;
      }
      while (first < words.length && words[first] == 0) {
        first++;
      }
      for (int i = 0; i < CHUNK; i++) {
        text[--at] = alphabet[(int) (rest % alphabet.length)];
        rest /= alphabet.length;
      }
    }
    while (at < text.length && text[at] == alphabet[0]) {
      at++;
    }
    for (int i = 0; i < zeros; i++) {
      text[--at] = alphabet[0];
    }
    return new String(text, at, text.length - at);
  }

  private static int[] words(byte[] bytes, int from) {
    int[] words = new int[(bytes.length - from + 3) / 4];
    for (int i = bytes.length - 1, shift = 0; i >= from; i--, shift++) {
      words[words.length - 1 - shift / 4] |= (bytes[i] & 0xff) << (8 * (shift % 4));
    }
    return words;
  }

  @Override
  public byte @Nullable [] decode(String text) {
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == alphabet[0]) {
      zeros++;
    }
    // The lowest word first; a symbol of base 58 has less than 5.9 bits.
    int[] words = new int[(text.length() - zeros) * 6 / 32 + 2];
    int used = 0;
    for (int i = zeros; i < text.length(); i += CHUNK) {
      int end = Math.min(i + CHUNK, text.length());
      long carry = 0;
      int factor = 1;
      for (int j = i; j < end; j++) {
        char symbol = text.charAt(j);
        int value = symbol < values.length ? values[symbol] : -1;
        if (value < 0) {
          return null;
        }
        carry = carry * alphabet.length + value;
        factor *= alphabet.length;
      }
      for (int j = 0; j < used; j++) {
        long product = (words[j] & 0xffffffffL) * factor + carry;
        words[j] = (int) product;
        carry = product >>> 32;
      }
      if (carry != 0) {
        words[used++] = (int) carry;
      }
    }
    return bytes(words, used, zeros);
  }

  private static byte[] bytes(int[] words, int used, int zeros) {
    int count = used * 4;
    while (count > 0 && (words[(count - 1) / 4] >>> (8 * ((count - 1) % 4)) & 0xff) == 0) {
      count--;
    }
    byte[] bytes = new byte[zeros + count];
    for (int i = 0; i < count; i++) {
      bytes[bytes.length - 1 - i] = (byte) (words[i / 4] >>> (8 * (i % 4)));
    }
    return bytes;
  }
}
