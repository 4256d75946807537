package io.heliograph.ipni.dag;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;

/** Numbers of DAG-JSON by their text, which is valid JSON. */
final class JsonNumber {
  /** Longest text, and highest exponent, that can be a 64-bit integer written otherwise. */
  private static final int SPELLED_CHARACTERS_MAX = 40;

  private static final int EXPONENT_MAX = 40;

  private JsonNumber() {}

  /** A 64-bit integer written with a fraction or an exponent ({@code 1e3}, {@code 1.0}). */
  static OptionalLong spelled(String text) {
    if (text.length() > SPELLED_CHARACTERS_MAX) {
      return OptionalLong.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > EXPONENT_MAX) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(number.longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether a number with a fraction or an exponent is written as ECMAScript writes it. */
  static boolean isCanonicalFloat(String text) {
    // The longest shortest form: sign, 17 digits, point, exponent of three digits with its sign.
    return text.length() <= 25 && text.equals(ecmaScript(Double.parseDouble(text)));
  }

  /** Number::toString of ECMA-262: plain digits from 1e-6 up to 1e21, else an exponent. */
  static String ecmaScript(double number) {
    if (number == 0 || Double.isInfinite(number) || Double.isNaN(number)) {
      return number == 0 ? "0" : "not a number of JSON";
    }
    BigDecimal exact = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
    BigInteger digits = exact.unscaledValue();
    String shown = digits.toString();
    int point = shown.length() - exact.scale();
    StringBuilder text = new StringBuilder(number < 0 ? "-" : "");
    if (point > 0 && point <= 21) {
      text.append(exact.toPlainString());
    } else if (point > -6 && point <= 0) {
      text.append("0.").append("0".repeat(-point)).append(shown);
    } else {
      text.append(shown.charAt(0));
      if (shown.length() > 1) {
        text.append('.').append(shown, 1, shown.length());
      }
      text.append('e').append(point > 0 ? "+" : "-").append(Math.abs(point - 1));
    }
    return text.toString();
  }
}
