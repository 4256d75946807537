package io.heliograph.gjson;

/**
 * A cursor of the general evaluator that reads values where they stand and skips what is none.
 * Lives on one thread, for one evaluation.
 */
final class ValueReader {
  final byte[] bytes;
  final int end;
  int at;
  Value value = Value.MISSING;

  ValueReader(Slice text) {
    this.bytes = text.bytes();
    this.at = text.start();
    this.end = text.end();
  }

  /** Reads the next value, whatever stands before it; false when there is none. */
  boolean next() {
    for (; at < end; at++) {
      byte c = bytes[at];
      if (c == '"') {
        return string();
      }
      if (c == '{' || c == '[') {
        container();
        return true;
      }
      if (startsScalar(c)) {
        scalar();
        return true;
      }
    }
    return false;
  }

  /** Whether a number or a literal starts with the byte. */
  static boolean startsScalar(byte c) {
    return switch (c) {
      case 't', 'f', 'n', '+', '-', 'i', 'I', 'N' -> true;
      default -> c >= '0' && c <= '9';
    };
  }

  /** Reads the string at the cursor; false when it is not closed. */
  boolean string() {
    int close = Squash.closingQuote(bytes, at + 1, end);
    if (close == end) {
      at = end;
      return false;
    }
    Slice inner = new Slice(bytes, at + 1, close);
    value = new Value(Type.STRING, new Slice(bytes, at, close + 1), inner, hasEscape(inner));
    at = close + 1;
    return true;
  }

  static boolean hasEscape(Slice inner) {
    for (int i = inner.start(); i < inner.end(); i++) {
      if (inner.bytes()[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Reads the array or object at the cursor. */
  void container() {
    int from = at;
    at = Squash.block(bytes, from, end);
    value = Value.plain(Type.JSON, new Slice(bytes, from, Math.min(at, end)));
  }

  /** Reads the number or literal at the cursor. */
  void scalar() {
    int from = at++;
    byte c = bytes[from];
    boolean literal = c == 't' || c == 'f' || (c == 'n' && (at == end || bytes[at] == 'u'));
    if (literal) {
      while (at < end && bytes[at] >= 'a' && bytes[at] <= 'z') {
        at++;
      }
    } else {
      while (at < end && !endsNumber(bytes[at])) {
        at++;
      }
    }
    Type type = !literal ? Type.NUMBER : c == 't' ? Type.TRUE : c == 'f' ? Type.FALSE : Type.NULL;
    value = Value.plain(type, new Slice(bytes, from, at));
  }

  private static boolean endsNumber(byte c) {
    return (c >= 0 && c <= ' ') || c == ',' || c == ']' || c == '}';
  }
}
