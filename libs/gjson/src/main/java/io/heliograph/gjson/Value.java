package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;

/**
 * A value as the general evaluator holds it: slices of the document or of bytes made from it.
 *
 * @param type its type; NULL with an empty {@code raw} does not exist
 * @param raw its JSON text
 * @param inner the text of a string, escapes included
 * @param escaped whether {@code inner} must be unescaped
 */
record Value(Type type, Slice raw, Slice inner, boolean escaped) {
  static final Value MISSING = new Value(Type.NULL, Slice.EMPTY, Slice.EMPTY, false);

  static Value plain(Type type, Slice raw) {
    return new Value(type, raw, Slice.EMPTY, false);
  }

  static Value count(int number) {
    return plain(Type.NUMBER, Slice.ascii(Integer.toString(number)));
  }

  boolean exists() {
    return type != Type.NULL || !raw.isEmpty();
  }

  boolean isArray() {
    return type == Type.JSON && !raw.isEmpty() && raw.at(0) == '[';
  }

  boolean isObject() {
    return type == Type.JSON && !raw.isEmpty() && raw.at(0) == '{';
  }

  double number() {
    return GoFloat.parse(raw);
  }

  /** The text of a string, unescaped. */
  Slice unescaped() {
    return escaped ? Slice.of(Unescape.text(inner)) : inner;
  }

  /** The value as text, as the original's String() gives it (contract 2.29). */
  Slice string() {
    return switch (type) {
      case NULL -> Slice.EMPTY;
      case FALSE -> Slice.ascii("false");
      case TRUE -> Slice.ascii("true");
      case STRING -> unescaped();
      case JSON -> raw;
      case NUMBER -> isInteger() ? raw : Slice.ascii(DecimalText.of(number()));
    };
  }

  /** The value as a boolean: what the arguments of modifiers are read by. */
  boolean truth() {
    return switch (type) {
      case NULL, FALSE, JSON -> false;
      case TRUE -> true;
      case STRING -> readsAs(true);
      case NUMBER -> number() != 0;
    };
  }

  /** Whether the value reads as the boolean that a tilde asks for (contract 2.17). */
  boolean reads(boolean wanted) {
    return switch (type) {
      case NULL, FALSE -> !wanted;
      case TRUE -> wanted;
      case STRING -> readsAs(wanted);
      case NUMBER -> (number() != 0) == wanted;
      case JSON -> false;
    };
  }

  /** The value as an integer: what the width of a modifier is read by. */
  long integer() {
    return switch (type) {
      case NULL, FALSE, JSON -> 0;
      case TRUE -> 1;
      case STRING -> digits(unescaped());
      case NUMBER -> {
        double number = number();
        boolean safe = !(number < -9007199254740991.0) && !(number > 9007199254740991.0);
        yield safe ? (Double.isNaN(number) ? Long.MIN_VALUE : (long) number) : digits(raw);
      }
    };
  }

  private static long digits(Slice text) {
    String written = new String(text.copy(), StandardCharsets.ISO_8859_1);
    boolean negative = written.startsWith("-");
    long number = 0;
    for (int i = negative ? 1 : 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return negative ? -number : number;
  }

  private boolean isInteger() {
    for (int i = raw.at(0) == '-' ? 1 : 0; i < raw.length(); i++) {
      if (raw.at(i) < '0' || raw.at(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean readsAs(boolean wanted) {
    Slice text = unescaped();
    return Words.isBoolean(text.bytes(), text.start(), text.end(), wanted);
  }
}
