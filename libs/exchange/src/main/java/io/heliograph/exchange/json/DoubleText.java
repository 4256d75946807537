package io.heliograph.exchange.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal text that is read as the same double, in the forms of Python's {@code repr}
 * and of ECMAScript (RFC 8785). The digits are the same; they differ in where exponents begin.
 */
final class DoubleText {
  /** Python writes exponents from 1e16 and below 1e-4. */
  private static final int PYTHON_POINT_MAX = 16;

  private static final int PYTHON_POINT_MIN = -3;

  /** ECMAScript writes exponents from 1e21 and below 1e-6. */
  private static final int ECMA_POINT_MAX = 21;

  private static final int ECMA_POINT_MIN = -5;

  /** Significant digits, without trailing zeros, and the place of the point before or in them. */
  private record Digits(String text, int point) {}

  private DoubleText() {}

  static String python(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    Digits digits = digits(Math.abs(value));
    String sign = value < 0 ? "-" : "";
    if (digits.point < PYTHON_POINT_MIN || digits.point > PYTHON_POINT_MAX) {
      int exponent = digits.point - 1;
      String size = Integer.toString(Math.abs(exponent));
      return sign
          + mantissa(digits.text)
          + (exponent < 0 ? "e-" : "e+")
          + (size.length() < 2 ? "0" : "")
          + size;
    }
    String plain = plain(digits);
    return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
  }

  static String ecma(double value) {
    if (value == 0) {
      return "0";
    }
    Digits digits = digits(Math.abs(value));
    String sign = value < 0 ? "-" : "";
    if (digits.point < ECMA_POINT_MIN || digits.point > ECMA_POINT_MAX) {
      int exponent = digits.point - 1;
      return sign + mantissa(digits.text) + (exponent < 0 ? "e" : "e+") + exponent;
    }
    return sign + plain(digits);
  }

  private static Digits digits(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (shortest.precision() == 2) {
      // Java gives two digits at least: 4.9E-324, which 5e-324 names too.
      BigDecimal one = shortest.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (one.doubleValue() == value) {
        shortest = one.stripTrailingZeros();
      }
    }
    return new Digits(shortest.unscaledValue().toString(), shortest.precision() - shortest.scale());
  }

  private static String mantissa(String digits) {
    return digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
  }

  private static String plain(Digits digits) {
    if (digits.point <= 0) {
      return "0." + "0".repeat(-digits.point) + digits.text;
    }
    if (digits.point >= digits.text.length()) {
      return digits.text + "0".repeat(digits.point - digits.text.length());
    }
    return digits.text.substring(0, digits.point) + "." + digits.text.substring(digits.point);
  }
}
