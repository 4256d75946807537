package io.heliograph.identify;

/**
 * The lowest six bits of the piece hashes of {@link Ssdeep}, eight to a long, one in each byte. A
 * hash takes the step {@code hash * 0x01000193 ^ byte}; modulo 64 that is {@code hash * 19 ^ byte},
 * and 19 times six bits, taken apart into 1, 2 and 16 times, fits into a byte without a carry.
 */
final class Lanes {
  /** Hashes in one long. */
  static final int PER_WORD = 8;

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long SIX_BITS = 0x3f * ONES;
  private static final long FIVE_BITS = 0x1f * ONES;
  private static final long TWO_BITS = 0x03 * ONES;

  /** What a piece begins with, of {@code 0x28021967}. */
  private static final long START = 0x27;

  /** Room for 31 hashes, and one word more that is never used, so that words come in pairs. */
  private final long[] words = new long[5];

  /** A byte in every lane. */
  static long all(int unit) {
    return unit * ONES;
  }

  /** One step of eight hashes. */
  static long step(long hashes, long units) {
    long times19 = hashes + ((hashes & FIVE_BITS) << 1) + ((hashes & TWO_BITS) << 4);
    return (times19 ^ units) & SIX_BITS;
  }

  long word(int index) {
    return words[index];
  }

  void word(int index, long hashes) {
    words[index] = hashes;
  }

  /** The steps of one word over all those bytes. */
  void run(int index, byte[] bytes, int start, int end) {
    long hashes = words[index];
    for (int at = start; at < end; at++) {
      hashes = step(hashes, all(bytes[at] & 0xff));
    }
    words[index] = hashes;
  }

  /** The six bits of one hash. */
  int lane(int lane) {
    return (int) (words[lane / PER_WORD] >>> shift(lane)) & 0x3f;
  }

  /** A piece begins. */
  void begin(int lane) {
    set(lane, START);
  }

  /** Every hash moves one lane down, over the first. */
  void dropFirst() {
    for (int index = 0; index < words.length; index++) {
      long next = index + 1 < words.length ? words[index + 1] : 0;
      words[index] = words[index] >>> Byte.SIZE | next << (Long.SIZE - Byte.SIZE);
    }
  }

  void copy(int from, int to) {
    set(to, lane(from));
  }

  private void set(int lane, long sixBits) {
    int word = lane / PER_WORD;
    words[word] = (words[word] & ~(0xffL << shift(lane))) | (sixBits << shift(lane));
  }

  private static int shift(int lane) {
    return lane % PER_WORD * Byte.SIZE;
  }
}
