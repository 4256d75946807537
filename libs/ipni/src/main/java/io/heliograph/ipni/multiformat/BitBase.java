package io.heliograph.ipni.multiformat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bases of RFC 4648, 4 to 6 bits a symbol. Strict: no symbol of another alphabet, none too
 * many, the bits beyond the last byte zero, padding exactly as it must be or none at all.
 */
final class BitBase implements BaseEncoding {
  private final char[] alphabet;
  private final byte[] values = new byte[128];
  private final int bits;

  /** Symbols of a whole group of bytes when the text is padded; 1 when it is not. */
  private final int group;

  BitBase(String alphabet, boolean padded) {
    this.alphabet = alphabet.toCharArray();
    this.bits = Integer.numberOfTrailingZeros(alphabet.length());
    this.group = padded ? 8 / Integer.lowestOneBit(bits) : 1;
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
  }

  @Override
  public String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * 8 / bits + group);
    int buffer = 0;
    int held = 0;
    for (byte next : bytes) {
      buffer = (buffer << 8) | (next & 0xff);
      held += 8;
      while (held >= bits) {
        held -= bits;
        text.append(alphabet[(buffer >>> held) & (alphabet.length - 1)]);
      }
      buffer &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(alphabet[(buffer << (bits - held)) & (alphabet.length - 1)]);
    }
    while (text.length() % group != 0) {
      text.append('=');
    }
    return text.toString();
  }

  @Override
  public byte @Nullable [] decode(String text) {
    int end = text.length();
    while (group > 1 && end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    if (text.length() % group != 0 || text.length() - end >= group) {
      return null;
    }
    byte[] bytes = new byte[(int) ((long) end * bits / 8)];
    int buffer = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < end; i++) {
      char symbol = text.charAt(i);
      int value = symbol < values.length ? values[symbol] : -1;
      if (value < 0) {
        return null;
      }
      buffer = buffer << bits | value;
      held += bits;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = (byte) (buffer >>> held);
        buffer &= (1 << held) - 1;
      }
    }
    return held < bits && buffer == 0 ? bytes : null;
  }
}
