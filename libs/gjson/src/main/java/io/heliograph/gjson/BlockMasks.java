package io.heliograph.gjson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the quotes, backslashes and brackets of a block of 64 bytes are: a mask for each, exact for
 * every byte. The eight words of a block are turned into eight planes, one for each bit of a byte,
 * so that a comparison costs a few operations for all 64 bytes together.
 *
 * <p>Byte {@code j} of word {@code k} of the block has bit {@code 8 * j + k} in a mask: the order
 * that comes of the turning without further work. {@link #inOrder} makes bit {@code 8 * k + j} of
 * it and back. Registers of one thread, overwritten by each {@link #read}.
 */
final class BlockMasks {
  /** Bytes in a block. */
  static final int SIZE = 64;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long NIBBLES = ONES * 0x0f;
  private static final long PAIRS = ONES * 0x33;
  private static final long SINGLES = ONES * 0x55;

  long quotes;
  long backslashes;
  long openings;
  long closings;

  /**
   * Reads the block at {@code at}. Half the bits of two words are exchanged at a time, after which
   * word {@code i} holds bit {@code i} of every byte.
   */
  void read(byte[] bytes, int at) {
    long w0 = (long) LONG.get(bytes, at);
    long w1 = (long) LONG.get(bytes, at + 8);
    long w2 = (long) LONG.get(bytes, at + 16);
    long w3 = (long) LONG.get(bytes, at + 24);
    long w4 = (long) LONG.get(bytes, at + 32);
    long w5 = (long) LONG.get(bytes, at + 40);
    long w6 = (long) LONG.get(bytes, at + 48);
    long w7 = (long) LONG.get(bytes, at + 56);
    long t;
    t = ((w0 >>> 4) ^ w4) & NIBBLES;
    w4 ^= t;
    w0 ^= t << 4;
    t = ((w1 >>> 4) ^ w5) & NIBBLES;
    w5 ^= t;
    w1 ^= t << 4;
    t = ((w2 >>> 4) ^ w6) & NIBBLES;
    w6 ^= t;
    w2 ^= t << 4;
    t = ((w3 >>> 4) ^ w7) & NIBBLES;
    w7 ^= t;
    w3 ^= t << 4;
    t = ((w0 >>> 2) ^ w2) & PAIRS;
    w2 ^= t;
    w0 ^= t << 2;
    t = ((w1 >>> 2) ^ w3) & PAIRS;
    w3 ^= t;
    w1 ^= t << 2;
    t = ((w4 >>> 2) ^ w6) & PAIRS;
    w6 ^= t;
    w4 ^= t << 2;
    t = ((w5 >>> 2) ^ w7) & PAIRS;
    w7 ^= t;
    w5 ^= t << 2;
    t = ((w0 >>> 1) ^ w1) & SINGLES;
    w1 ^= t;
    w0 ^= t << 1;
    t = ((w2 >>> 1) ^ w3) & SINGLES;
    w3 ^= t;
    w2 ^= t << 1;
    t = ((w4 >>> 1) ^ w5) & SINGLES;
    w5 ^= t;
    w4 ^= t << 1;
    t = ((w6 >>> 1) ^ w7) & SINGLES;
    w7 ^= t;
    w6 ^= t << 1;
    long letters = w6 & w4 & w3 & ~w7;
    long square = letters & w0;
    long signs = w5 & ~w4 & ~w6 & ~w7 & ~w2;
    long round = signs & w3 & ~w1;
    quotes = signs & w1 & ~(w3 | w0);
    backslashes = letters & w2 & ~(w5 | w1 | w0);
    openings = (square & w1 & ~w2) | (round & ~w0);
    closings = (square & w2 & ~w1) | (round & w0);
  }

  /** A bit for each byte that follows one of the bits given, and the lowest if {@code carry}. */
  static long following(long mask, boolean carry) {
    return (mask << 8) | (mask >>> 55 & 0xfe) | (carry ? 1 : 0);
  }

  /**
   * For each byte, whether an odd number of bits is set up to it; the sign bit is the last byte.
   */
  static long parity(long mask) {
    long parity = mask ^ (mask << 8);
    parity ^= parity << 16;
    parity ^= parity << 32;
    long words = parity >>> 56;
    words ^= words << 1;
    words ^= words << 2;
    words ^= words << 4;
    return parity ^ (((words << 1) & 0xff) * ONES);
  }

  /** The mask with the bits in the order of the bytes, or such a mask turned back. */
  static long inOrder(long mask) {
    long t = (mask ^ (mask >>> 7)) & 0x00aa00aa00aa00aaL;
    long turned = mask ^ t ^ (t << 7);
    t = (turned ^ (turned >>> 14)) & 0x0000cccc0000ccccL;
    turned ^= t ^ (t << 14);
    t = (turned ^ (turned >>> 28)) & 0x00000000f0f0f0f0L;
    return turned ^ t ^ (t << 28);
  }
}
