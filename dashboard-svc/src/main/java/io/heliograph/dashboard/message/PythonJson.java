package io.heliograph.dashboard.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON letter by letter as Python does: a space after comma and colon, everything beyond
 * ASCII as {@code \}{@code uXXXX} in lower case, numbers in Python's notation (contract
 * dashboard.md section 3). Other programs compare these texts, and members of sorted sets consist
 * of them.
 */
public final class PythonJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /** Python writes an exponent below this. */
  private static final double PLAIN_FROM = 1e-4;

  /** And from here on. */
  private static final double PLAIN_BELOW = 1e16;

  private PythonJson() {}

  /** The text of that value. */
  public static String of(JsonNode value) {
    StringBuilder out = new StringBuilder(256);
    write(value, out);
    return out.toString();
  }

  /** The text of that string, in quotes. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    write(text, out);
    return out.toString();
  }

  /** Appends the text of that value. */
  public static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeMembers(value, out);
      case ARRAY -> writeItems(value, out);
      case STRING -> write(value.textValue(), out);
      case NUMBER -> writeNumber(value, out);
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private static void writeMembers(JsonNode object, StringBuilder out) {
    out.append('{');
    Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      write(member.getKey(), out);
      out.append(": ");
      write(member.getValue(), out);
      if (members.hasNext()) {
        out.append(", ");
      }
    }
    out.append('}');
  }

  private static void writeItems(JsonNode array, StringBuilder out) {
    out.append('[');
    for (int at = 0; at < array.size(); at++) {
      if (at > 0) {
        out.append(", ");
      }
      write(array.get(at), out);
    }
    out.append(']');
  }

  private static void writeNumber(JsonNode number, StringBuilder out) {
    if (number.isIntegralNumber()) {
      out.append(number.asText());
    } else {
      out.append(ofDouble(number.doubleValue()));
    }
  }

  /** A floating-point number as Python writes it. */
  public static String ofDouble(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    double size = Math.abs(number);
    String java = Double.toString(number);
    if (size == 0 || java.indexOf('E') < 0) {
      return java;
    }
    BigDecimal decimal = new BigDecimal(java).stripTrailingZeros();
    if (size >= PLAIN_FROM && size < PLAIN_BELOW) {
      String plain = decimal.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    return scientific(decimal);
  }

  private static String scientific(BigDecimal decimal) {
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = decimal.signum() < 0 ? "-" : "";
    String two = Math.abs(exponent) < 10 ? "0" : "";
    return sign
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + two
        + Math.abs(exponent);
  }

  /** Appends that string in quotes. */
  public static void write(String text, StringBuilder out) {
    out.append('"');
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter < ' ' || letter == '"' || letter == '\\' || letter > '~' + 1) {
        out.append(text, from, at);
        escape(letter, out);
        from = at + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private static void escape(char letter, StringBuilder out) {
    switch (letter) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default ->
          out.append("\\u")
              .append(HEX[letter >> 12])
              .append(HEX[letter >> 8 & 0xf])
              .append(HEX[letter >> 4 & 0xf])
              .append(HEX[letter & 0xf]);
    }
  }
}
