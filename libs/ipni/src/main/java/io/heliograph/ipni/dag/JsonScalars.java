package io.heliograph.ipni.dag;

import io.heliograph.ipni.IpniException;
import io.heliograph.ipni.IpniLimits;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Texts, numbers and white space of DAG-JSON; each text ends up as UTF-8 in the reader's value. */
abstract sealed class JsonScalars extends DagReader permits DagJsonReader {
  JsonScalars(DagInput input, IpniLimits limits) {
    super(input, limits, false);
  }

  final void string() {
    startValue();
    while (true) {
      int c = input().read();
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      } else if (c < 0x20) {
        throw unexpected("a text that ends, without control characters", c);
      } else {
        put(c);
        if (c >= 0x80) {
          multibyte(c);
        }
      }
    }
  }

  private void multibyte(int first) {
    int following = Utf8.following(first);
    for (int i = 0; i < following; i++) {
      int c = input().read();
      if (c < 0 || (i == 0 ? !Utf8.isSecond(first, c) : (c & 0xc0) != 0x80)) {
        following = -1;
        break;
      }
      put(c);
    }
    if (following < 0) {
      throw refused("must be UTF-8");
    }
  }

  private void escape() {
    int c = input().read();
    switch (c) {
      case '"', '\\' -> put(c);
      case 'b' -> put('\b');
      case 't' -> put('\t');
      case 'n' -> put('\n');
      case 'f' -> put('\f');
      case 'r' -> put('\r');
      case '/' -> {
        deviates("has an escape that is not needed");
        put(c);
      }
      case 'u' -> unicode();
      default -> throw unexpected("an escape of JSON", c);
    }
  }

  private void unicode() {
    int unit = hex4();
    if (unit < 0x20
        && unit != '\b'
        && unit != '\t'
        && unit != '\n'
        && unit != '\f'
        && unit != '\r') {
      put(unit);
      return;
    }
    deviates("has an escape that is not needed");
    int point = unit;
    if (Character.isSurrogate((char) unit)) {
      boolean pair = input().read() == '\\' && input().read() == 'u';
      int low = pair ? hex4() : 0;
      if (!Character.isSurrogatePair((char) unit, (char) low)) {
        throw refused("must have surrogates in pairs");
      }
      point = Character.toCodePoint((char) unit, (char) low);
    }
    for (byte next : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      put(next);
    }
  }

  private int hex4() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int c = input().read();
      int digit = c < 0 ? -1 : Character.digit(c, 16);
      if (digit < 0 || c >= 0x80) {
        throw unexpected("four hexadecimal digits", c);
      }
      if (c >= 'A' && c <= 'F') {
        deviates("has upper-case digits in an escape");
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  final DagToken number(int first) {
    startValue();
    int c = first;
    if (c == '-') {
      put(c);
      c = input().read();
    }
    if (c < '0' || c > '9') {
      throw unexpected("a digit", c);
    }
    put(c);
    if (c != '0') {
      digits();
    } else if (isDigit(input().peek())) {
      throw refused("must have numbers without leading zeros");
    }
    boolean plain = true;
    if (input().peek() == '.') {
      plain = false;
      put(input().read());
      someDigits();
    }
    if (input().peek() == 'e' || input().peek() == 'E') {
      plain = false;
      put(input().read());
      if (input().peek() == '+' || input().peek() == '-') {
        put(input().read());
      }
      someDigits();
    }
    return plain ? plainNumber() : spelledNumber();
  }

  private DagToken plainNumber() {
    // 20 characters hold every integer of 64 bits.
    OptionalLong number = valueLength() > 20 ? OptionalLong.empty() : JsonNumber.spelled(text());
    if (isText("-0")) {
      deviates("has a sign before 0");
    }
    return number.isPresent() ? integer(number.getAsLong()) : DagToken.NUMBER;
  }

  private DagToken spelledNumber() {
    String text = text();
    OptionalLong number = JsonNumber.spelled(text);
    if (number.isPresent()) {
      deviates("has an integer with a fraction or an exponent");
      return integer(number.getAsLong());
    }
    if (Double.isInfinite(Double.parseDouble(text))) {
      throw refused("must have numbers that a double holds", text);
    }
    if (!JsonNumber.isCanonicalFloat(text)) {
      deviates("has a number that is not written in the shortest form");
    }
    return DagToken.NUMBER;
  }

  private void someDigits() {
    if (!isDigit(input().peek())) {
      throw unexpected("a digit", input().peek());
    }
    digits();
  }

  private void digits() {
    while (isDigit(input().peek())) {
      put(input().read());
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  final void expect(char wanted) {
    int c = nonSpace();
    if (c != wanted) {
      throw unexpected("'" + wanted + "'", c);
    }
  }

  final int nonSpace() {
    skipSpace();
    return input().read();
  }

  final void skipSpace() {
    int c = input().peek();
    while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      deviates("has white space");
      input().read();
      c = input().peek();
    }
  }

  final IpniException unexpected(String wanted, int c) {
    if (c < 0) {
      return refused("must go on with " + wanted + ", not end");
    }
    return refused("must go on with " + wanted, Character.toString(c));
  }
}
