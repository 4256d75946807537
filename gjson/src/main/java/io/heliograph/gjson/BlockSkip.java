package io.heliograph.gjson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Steps over long arrays and objects 64 bytes at a time: a bit for each byte says whether it is a
 * quote or a bracket, and the parity of the quotes before it whether it is within a string. There
 * is no branch for each string, which is what stepping over short strings costs.
 *
 * <p>Bytes that would need more care where they stand outside strings (backslash, bar, round
 * bracket) are {@link Skip#ODD} there: no JSON writer puts them so.
 */
final class BlockSkip {
  /** Bytes in a block. */
  static final int SIZE = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOWS = ONES * 0x7f;
  private static final long HIGHS = ONES << 7;

  /** Multiplied with high bits of bytes, it gathers them in the highest byte, in their order. */
  private static final long GATHER = 0x0002040810204081L;

  private static final long QUOTES = ONES * '"';
  private static final long CASE = ONES * 0x20;

  /** Seven bits from {@code 0x7b} on carry into the eighth with this, and from 0x7e with that. */
  private static final long FROM_BRACKETS = ONES * (0x80 - '{');

  private static final long BEYOND_BRACKETS = ONES * (0x80 - '~');
  private static final long ROUND = ONES * '(';
  private static final long ROUND_PAIR = ONES * 0x7e;

  private BlockSkip() {}

  /**
   * As {@link Skip#brackets}, beginning outside a string; {@code scalar} ends what is shorter than
   * a block.
   */
  static int brackets(byte[] bytes, int from, int end, int open) {
    int depth = open;
    int at = from;
    long inString = 0;
    boolean escaped = false;
    while (at <= end - SIZE) {
      long quotes = 0;
      long marks = 0;
      long rare = 0;
      for (int shift = 0; shift < SIZE; shift += 8) {
        long word = (long) LONG.get(bytes, at + shift);
        long low = word & LOWS;
        long cased = low | CASE;
        quotes |= gathered(~(((low ^ QUOTES) + LOWS) | word) & HIGHS) << shift;
        long mark = (cased + FROM_BRACKETS) & ~(cased + BEYOND_BRACKETS) & ~word & HIGHS;
        marks |= gathered(mark) << shift;
        long round = (low & ROUND_PAIR) ^ ROUND;
        rare |= (mark & ~(word << 7)) | ((round - ONES) & ~round & HIGHS);
      }
      long bars = 0;
      if (rare != 0 || escaped) {
        long backslashes = backslashes(bytes, at, marks, escaped);
        bars = bars(bytes, at, marks) | rounds(bytes, at);
        marks &= ~bars;
        quotes &= ~escapedBy(backslashes, escaped);
        escaped = backslashes < 0;
      }
      long strings = parity(quotes) ^ inString;
      if ((bars & ~strings) != 0) {
        return Skip.ODD;
      }
      inString = strings >> 63;
      for (long left = marks & ~strings; left != 0; left &= left - 1) {
        int bracket = at + Long.numberOfTrailingZeros(left);
        depth += (bytes[bracket] & 2) - 1;
        if (depth == 0) {
          return bracket + 1;
        }
      }
      at += SIZE;
    }
    return rest(bytes, escaped ? at + 1 : at, end, inString == 0 ? depth : -depth);
  }

  /** Less than a block; a negative depth stands for the same within a string. */
  private static int rest(byte[] bytes, int from, int end, int depth) {
    if (depth > 0) {
      return Skip.shortBrackets(bytes, from, end, depth);
    }
    int close = Skip.string(bytes, from, end);
    if (close == Skip.ODD) {
      return Skip.ODD;
    }
    return Skip.shortBrackets(bytes, (close < 0 ? ~close : close) + 1, end, -depth);
  }

  private static long gathered(long highs) {
    return (highs * GATHER) >>> 56;
  }

  /** For each bit, whether an odd number of bits is set up to it. */
  private static long parity(long bits) {
    long parity = bits ^ (bits << 1);
    parity ^= parity << 2;
    parity ^= parity << 4;
    parity ^= parity << 8;
    parity ^= parity << 16;
    return parity ^ (parity << 32);
  }

  /** The backslashes that escape the byte after them; the sign bit is the block's last byte. */
  private static long backslashes(byte[] bytes, int at, long marks, boolean escaped) {
    long escaping = 0;
    long left = escaped ? marks & ~1L : marks;
    while (left != 0) {
      int index = Long.numberOfTrailingZeros(left);
      left &= left - 1;
      if (bytes[at + index] == '\\') {
        escaping |= 1L << index;
        left &= ~(2L << index);
      }
    }
    return escaping;
  }

  private static long escapedBy(long backslashes, boolean firstToo) {
    return (backslashes << 1) | (firstToo ? 1 : 0);
  }

  /** Marks that are no brackets: backslashes and bars. */
  private static long bars(byte[] bytes, int at, long marks) {
    long bars = 0;
    for (long left = marks; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      if ((bytes[at + index] & 1) == 0) {
        bars |= 1L << index;
      }
    }
    return bars;
  }

  private static long rounds(byte[] bytes, int at) {
    long rounds = 0;
    for (int shift = 0; shift < SIZE; shift += 8) {
      long word = (long) LONG.get(bytes, at + shift);
      long round = (word & LOWS & ROUND_PAIR) ^ ROUND;
      rounds |= gathered(~((round + LOWS) | word) & HIGHS) << shift;
    }
    return rounds;
  }
}
