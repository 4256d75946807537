package io.heliograph.gjson;

import java.util.BitSet;

/**
 * Whether a text is one valid JSON value, by the original's grammar: iterative, a bit per open
 * array or object, so that no nesting can exhaust the stack (contract, section 3).
 */
final class Validator {
  private final byte[] bytes;
  private final int end;
  private final int depthMax;
  private final BitSet objects = new BitSet();
  private int depth;
  private int at;

  Validator(Slice text, int depthMax) {
    this.bytes = text.bytes();
    this.at = text.start();
    this.end = text.end();
    this.depthMax = depthMax;
  }

  /** Throws {@link LimitExceededException} when the nesting is over the cap. */
  boolean isValid() {
    boolean valid = value();
    while (valid && depth > 0) {
      valid = afterValue();
    }
    return valid && blanks() < 0;
  }

  /** Reads a scalar, or opens a container and stands after its bracket or its first value. */
  private boolean value() {
    int c = blanks();
    at++;
    return switch (c) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> string();
      case 't' -> word("rue");
      case 'f' -> word("alse");
      case 'n' -> word("ull");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> false;
    };
  }

  private boolean open(boolean object) {
    depth++;
    if (depth > depthMax) {
      throw new LimitExceededException("documentDepthMax", depthMax);
    }
    objects.set(depth, object);
    int c = blanks();
    if (c == (object ? '}' : ']')) {
      at++;
      depth--;
      return true;
    }
    return object ? key() : pendingValue();
  }

  // An array's first value is read by the loop, not by recursion: it is as if a comma stood before.
  private boolean pendingValue() {
    pending = true;
    return true;
  }

  private boolean pending;

  private boolean key() {
    if (blanks() != '"') {
      return false;
    }
    at++;
    if (!string() || blanks() != ':') {
      return false;
    }
    at++;
    return pendingValue();
  }

  private boolean afterValue() {
    if (pending) {
      pending = false;
      return value();
    }
    boolean object = objects.get(depth);
    int c = blanks();
    at++;
    if (c == (object ? '}' : ']')) {
      depth--;
      return true;
    }
    return c == ',' && (object ? key() : pendingValue());
  }

  /** Skips blanks; the byte after them, or -1 at the end. */
  private int blanks() {
    while (at < end) {
      byte c = bytes[at];
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c & 0xff;
      }
      at++;
    }
    return -1;
  }

  private boolean word(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (at >= end || bytes[at++] != rest.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean string() {
    while (at < end) {
      byte c = bytes[at++];
      if (c == '"') {
        return true;
      }
      if (c >= 0 && c < ' ') {
        return false;
      }
      if (c == '\\' && !escape()) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at >= end) {
      return false;
    }
    byte c = bytes[at++];
    if (c != 'u') {
      return Unescape.plain(c) >= 0;
    }
    for (int i = 0; i < 4; i++) {
      if (at >= end || Character.digit(bytes[at++], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    at--;
    if (bytes[at] == '-') {
      at++;
    }
    if (at >= end || !isDigit()) {
      return false;
    }
    if (bytes[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int from = at;
    while (at < end && isDigit()) {
      at++;
    }
    return at > from;
  }

  private boolean isDigit() {
    return bytes[at] >= '0' && bytes[at] <= '9';
  }
}
