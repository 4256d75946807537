package io.heliograph.event.json;

/** The grammar of numbers (RFC 8259 section 6). */
final class Numbers {
  private Numbers() {}

  /** The position after the number that begins there. */
  static int skip(byte[] bytes, int start, int end) throws CorruptEventException {
    int at = start < end && bytes[start] == '-' ? start + 1 : start;
    at = at < end && bytes[at] == '0' ? at + 1 : digits(bytes, at, end);
    if (at < end && bytes[at] == '.') {
      at = digits(bytes, at + 1, end);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      boolean signed = at < end && (bytes[at] == '+' || bytes[at] == '-');
      at = digits(bytes, signed ? at + 1 : at, end);
    }
    return at;
  }

  private static int digits(byte[] bytes, int start, int end) throws CorruptEventException {
    int at = start;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw CorruptEventException.syntax(at, "a digit");
    }
    return at;
  }
}
