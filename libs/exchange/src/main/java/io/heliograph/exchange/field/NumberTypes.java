package io.heliograph.exchange.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.heliograph.exchange.json.PythonText;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers and booleans. Texts are numbers in Python's grammar, without its digit groups and with
 * ASCII digits only; booleans are no numbers; nothing is truncated, and nothing is infinite.
 */
final class NumberTypes {
  private static final int DIGITS_MAX = 400;
  private static final BigInteger ASN_MAX = BigInteger.valueOf(4_294_967_295L);
  private static final BigInteger PORT_MAX = BigInteger.valueOf(65_535);
  private static final double ACCURACY_MAX = 100;

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1," + DIGITS_MAX + "}");
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private NumberTypes() {}

  static JsonNode integer(String field, JsonNode value) throws RejectedValueException {
    BigInteger number = integer(value);
    if (field.endsWith(".port") && (number.signum() < 0 || number.compareTo(PORT_MAX) > 0)) {
      throw RejectedValueException.type("must be a port, 0 to 65535");
    }
    return node(number);
  }

  static JsonNode asn(JsonNode value) throws RejectedValueException {
    JsonNode bare = value;
    if (value.isTextual() && value.textValue().toLowerCase(Locale.ROOT).startsWith("as")) {
      bare = TextNode.valueOf(value.textValue().substring(2));
    }
    BigInteger number = integer(bare);
    if (number.signum() <= 0 || number.compareTo(ASN_MAX) > 0) {
      throw RejectedValueException.type("must be an AS number, 1 to 4294967295");
    }
    return node(number);
  }

  static JsonNode floating(JsonNode value) throws RejectedValueException {
    return DoubleNode.valueOf(number(value));
  }

  static JsonNode accuracy(JsonNode value) throws RejectedValueException {
    if (value.isBoolean()) {
      return DoubleNode.valueOf(value.booleanValue() ? ACCURACY_MAX : 0);
    }
    double number = number(value);
    if (number < 0 || number > ACCURACY_MAX) {
      throw RejectedValueException.type("must be 0 to 100");
    }
    return DoubleNode.valueOf(number);
  }

  static JsonNode truth(JsonNode value) throws RejectedValueException {
    if (value.isBoolean()) {
      return value;
    }
    if (value.isIntegralNumber()) {
      BigInteger number = value.bigIntegerValue();
      if (number.signum() == 0 || number.equals(BigInteger.ONE)) {
        return BooleanNode.valueOf(number.signum() != 0);
      }
    } else if (value.isTextual()) {
      switch (PythonText.strip(value.textValue()).toLowerCase(Locale.ROOT)) {
        case "true" -> {
          return BooleanNode.TRUE;
        }
        case "false" -> {
          return BooleanNode.FALSE;
        }
        default -> {}
      }
    }
    throw RejectedValueException.sanitise("must be true or false, as text or 0 and 1 too");
  }

  private static BigInteger integer(JsonNode value) throws RejectedValueException {
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue();
    }
    if (value.isFloatingPointNumber() && value.doubleValue() == Math.rint(value.doubleValue())) {
      return value.bigIntegerValue();
    }
    if (value.isTextual()) {
      String text = PythonText.strip(value.textValue());
      if (INTEGER.matcher(text).matches()) {
        return new BigInteger(text);
      }
    }
    throw RejectedValueException.sanitise("must be an integer in ASCII digits");
  }

  private static double number(JsonNode value) throws RejectedValueException {
    if (value.isNumber()) {
      return finite(value.doubleValue());
    }
    if (value.isTextual()) {
      String text = PythonText.strip(value.textValue());
      if (text.length() <= DIGITS_MAX && FLOAT.matcher(text).matches()) {
        return finite(Double.parseDouble(text));
      }
    }
    throw RejectedValueException.sanitise("must be a number with a decimal point");
  }

  private static double finite(double number) throws RejectedValueException {
    if (!Double.isFinite(number)) {
      throw RejectedValueException.sanitise("must be a number that a double can hold");
    }
    return number;
  }

  private static JsonNode node(BigInteger number) {
    // The nodes that a parser makes of the same digits: so values can be compared.
    if (number.bitLength() >= Long.SIZE) {
      return BigIntegerNode.valueOf(number);
    }
    return number.bitLength() >= Integer.SIZE
        ? LongNode.valueOf(number.longValue())
        : IntNode.valueOf(number.intValue());
  }
}
