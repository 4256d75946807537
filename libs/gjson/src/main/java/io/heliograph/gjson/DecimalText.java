package io.heliograph.gjson;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as the original writes them: the shortest decimal, without an exponent (2.29). */
final class DecimalText {
  private DecimalText() {}

  static String of(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    return shortest(number).stripTrailingZeros().toPlainString();
  }

  private static BigDecimal shortest(double number) {
    BigDecimal written = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (written.precision() != 2) {
      return written;
    }
    // The JDK never goes below two digits, even where one tells the number from its neighbours.
    BigDecimal single = written.round(new MathContext(1));
    return single.doubleValue() == number ? single : written;
  }
}
