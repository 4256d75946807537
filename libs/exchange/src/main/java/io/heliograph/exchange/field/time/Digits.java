package io.heliograph.exchange.field.time;

import java.math.BigDecimal;

/** Numbers in tokens. */
final class Digits {
  private static final int LENGTH_MAX = 9;
  private static final int MICRO_DIGITS = 6;

  private Digits() {}

  static boolean isDigits(String token) {
    return !token.isEmpty() && token.chars().allMatch(digit -> Tokens.isDigit((char) digit));
  }

  /** Digits, perhaps with a fraction. */
  static boolean isNumber(String token) {
    int dot = token.indexOf('.');
    return dot < 0
        ? isDigits(token)
        : isDigits(token.substring(0, dot)) && isDigits(token.substring(dot + 1));
  }

  static int number(String digits) throws UnreadableTimeException {
    if (!isDigits(digits) || digits.length() > LENGTH_MAX) {
      throw new UnreadableTimeException("no number");
    }
    return Integer.parseInt(digits);
  }

  static BigDecimal decimal(String token) throws UnreadableTimeException {
    if (!isNumber(token) || token.length() > LENGTH_MAX + LENGTH_MAX) {
      throw new UnreadableTimeException("no number");
    }
    return new BigDecimal(token);
  }

  /** Seconds of {@code 10} and {@code 10.5}. */
  static int seconds(String token) throws UnreadableTimeException {
    int dot = token.indexOf('.');
    return number(dot < 0 ? token : token.substring(0, dot));
  }

  /** Microseconds of {@code 10.5}; further digits are dropped. */
  static int micros(String token) throws UnreadableTimeException {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return 0;
    }
    String fraction = token.substring(dot + 1);
    if (!isDigits(fraction)) {
      throw new UnreadableTimeException("no fraction of a second");
    }
    String padded = fraction + "0".repeat(MICRO_DIGITS);
    return number(padded.substring(0, MICRO_DIGITS));
  }
}
