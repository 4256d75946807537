package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON in UTF-8, strictly (RFC 8259), without building anything. Not thread-safe; one
 * pass over one buffer.
 */
public final class JsonScanner {
  /** Nesting beyond this is refused (contract dispatcher.md part 1 row 29). */
  public static final int DEPTH_MAX = 64;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int depth;
  private int textStart;
  private int textEnd;
  private boolean escaped;
  private boolean whole;

  public JsonScanner(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /** Where the next byte is. */
  public int position() {
    return position;
  }

  /** The next byte that is no white space, or -1 at the end; it is not consumed. */
  public int peek() {
    while (position < end) {
      byte next = bytes[position];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next;
      }
      position++;
    }
    return -1;
  }

  /** Consumes that byte, after white space. */
  public void expect(char wanted) throws CorruptEventException {
    if (peek() != wanted) {
      throw CorruptEventException.syntax(position, "'" + wanted + "'");
    }
    position++;
  }

  /** Consumes that byte if it is next, after white space. */
  public boolean next(char wanted) {
    if (peek() == wanted) {
      position++;
      return true;
    }
    return false;
  }

  /** Nothing but white space may follow. */
  public void expectEnd() throws CorruptEventException {
    if (peek() != -1) {
      throw CorruptEventException.syntax(position, "the end");
    }
  }

  /** Goes one level down. */
  public void enter() throws CorruptEventException {
    if (++depth > DEPTH_MAX) {
      throw CorruptEventException.shape("nesting", "deeper than " + DEPTH_MAX);
    }
  }

  /** Comes one level up. */
  public void leave() {
    depth--;
  }

  /** Consumes a string; {@link #text} and the other text methods speak of it afterwards. */
  public void string() throws CorruptEventException {
    expect('"');
    textStart = position;
    escaped = false;
    int at = position;
    while (at < end) {
      byte next = bytes[at];
      if (next == '"') {
        textEnd = at;
        position = at + 1;
        return;
      }
      if (next == '\\') {
        escaped = true;
        at = escape(at);
      } else if (next >= 0x20) {
        at++;
      } else if (next < 0) {
        at = Utf8.skip(bytes, at, end);
        if (at < 0) {
          throw CorruptEventException.syntax(position, "UTF-8");
        }
      } else {
        throw CorruptEventException.syntax(at, "no control character");
      }
    }
    throw CorruptEventException.syntax(end, "'\"'");
  }

  private int escape(int at) throws CorruptEventException {
    int code = at + 1 < end ? bytes[at + 1] : -1;
    switch (code) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 2;
      }
      case 'u' -> {
        for (int i = at + 2; i < at + 6; i++) {
          if (i >= end || Character.digit(bytes[i], 16) < 0) {
            throw CorruptEventException.syntax(at, "four hexadecimal digits");
          }
        }
        return at + 6;
      }
      default -> throw CorruptEventException.syntax(at, "an escape");
    }
  }

  /** The last string. */
  public String text() {
    return escaped
        ? Unescape.text(bytes, textStart, textEnd)
        : new String(bytes, textStart, textEnd - textStart, StandardCharsets.UTF_8);
  }

  /** Whether the last string is that ASCII text. */
  public boolean textIs(byte[] ascii) {
    if (escaped || textEnd - textStart != ascii.length) {
      return false;
    }
    for (int i = 0; i < ascii.length; i++) {
      if (bytes[textStart + i] != ascii[i]) {
        return false;
      }
    }
    return true;
  }

  /** The byte of the last string at an index, or 0 beyond its end. */
  byte textByte(int index) {
    return textStart + index < textEnd ? bytes[textStart + index] : 0;
  }

  int textLength() {
    return textEnd - textStart;
  }

  /** Consumes a number; {@link #isWhole} and {@link #unsigned} speak of it afterwards. */
  public void number() throws CorruptEventException {
    peek();
    textStart = position;
    whole = true;
    if (position < end && bytes[position] == '-') {
      position++;
    }
    if (position < end && bytes[position] == '0') {
      position++;
    } else {
      digits();
    }
    if (position < end && bytes[position] == '.') {
      whole = false;
      position++;
      digits();
    }
    if (position < end && (bytes[position] | 0x20) == 'e') {
      whole = false;
      position++;
      if (position < end && (bytes[position] == '+' || bytes[position] == '-')) {
        position++;
      }
      digits();
    }
    textEnd = position;
  }

  private void digits() throws CorruptEventException {
    int start = position;
    while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
      position++;
    }
    if (position == start) {
      throw CorruptEventException.syntax(position, "a digit");
    }
  }

  /** Whether the last number has neither fraction nor exponent. */
  boolean isWhole() {
    return whole;
  }

  /**
   * The last number as an unsigned integer of 64 bits.
   *
   * @throws CorruptEventException when it is none
   */
  public long unsigned(String member) throws CorruptEventException {
    if (whole && bytes[textStart] != '-') {
      try {
        return Long.parseUnsignedLong(
            new String(bytes, textStart, textEnd - textStart, StandardCharsets.US_ASCII));
      } catch (NumberFormatException tooLarge) {
        // Told below.
      }
    }
    throw CorruptEventException.shape(member, "not an integer from 0 to 2^64-1");
  }

  /** Consumes {@code true} or {@code false}. */
  public boolean bool() throws CorruptEventException {
    if (peek() == 't') {
      literal("true");
      return true;
    }
    literal("false");
    return false;
  }

  /** Consumes that literal. */
  public void literal(String text) throws CorruptEventException {
    peek();
    for (int i = 0; i < text.length(); i++) {
      if (position >= end || bytes[position] != text.charAt(i)) {
        throw CorruptEventException.syntax(position, text);
      }
      position++;
    }
  }

  /** Consumes any value. */
  public void skip() throws CorruptEventException {
    switch (peek()) {
      case '{' -> skipObject();
      case '[' -> skipArray();
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void skipObject() throws CorruptEventException {
    enter();
    position++;
    if (!next('}')) {
      do {
        string();
        expect(':');
        skip();
      } while (next(','));
      expect('}');
    }
    leave();
  }

  private void skipArray() throws CorruptEventException {
    enter();
    position++;
    if (!next(']')) {
      do {
        skip();
      } while (next(','));
      expect(']');
    }
    leave();
  }
}
