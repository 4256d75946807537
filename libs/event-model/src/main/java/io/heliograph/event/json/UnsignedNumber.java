package io.heliograph.event.json;

/** Reads whole numbers from 0 to 2^64-1 without making text of them. */
final class UnsignedNumber {
  /** 18446744073709551615 without its last digit. */
  private static final long MAX_TENTH = 1_844_674_407_370_955_161L;

  private static final int DIGITS_MAX = 20;

  private UnsignedNumber() {}

  /**
   * @param from where a number begins, perhaps with fraction and exponent
   */
  static long parse(byte[] bytes, int from, int to, String member) throws CorruptEventException {
    boolean fits = bytes[from] != '-' && to - from <= DIGITS_MAX;
    long value = 0;
    for (int i = from; fits && i < to; i++) {
      int digit = bytes[i] - '0';
      // Only the last possible digit can leave the range.
      fits = digit >= 0 && digit <= 9 && (i - from < DIGITS_MAX - 1 || fitsOneMore(value, digit));
      value = value * 10 + digit;
    }
    if (!fits) {
      throw outOfRange(member);
    }
    return value;
  }

  private static boolean fitsOneMore(long value, int digit) {
    int order = Long.compareUnsigned(value, MAX_TENTH);
    return order < 0 || (order == 0 && digit <= 5);
  }

  static CorruptEventException outOfRange(String member) {
    return CorruptEventException.shape(member, "must be an integer from 0 to 2^64-1");
  }
}
