package io.heliograph.record;

/** Numbers of 64 bits without sign, held in a {@code long}, as decimal text. */
public final class Unsigned {
  private static final int DIGITS_MAX = 20;

  private Unsigned() {}

  /**
   * The number that this text says: digits, no leading zero, no sign, below 2^64.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static long parse(String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX) {
      throw refused(text);
    }
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw refused(text);
      }
    }
    if (text.length() > 1 && text.charAt(0) == '0') {
      throw refused(text);
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException above) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "not a decimal number below 2^64 without leading zeros: " + Bytes.shown(text));
  }

  /** The digits of the number. */
  public static String text(long number) {
    return Long.toUnsignedString(number);
  }

  /** Whether {@code next} is one more than {@code number}; nothing is one more than 2^64 - 1. */
  public static boolean isNext(long number, long next) {
    return number != -1 && next == number + 1;
  }
}
