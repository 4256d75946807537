package io.heliograph.event.json;

import io.heliograph.event.Room;
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
  private final int depthMax;
  private int position;
  private int depth;
  private int textStart;
  private int textEnd;
  private boolean escaped;
  private boolean strict;
  private KeptBytes kept = new KeptBytes(Room.UNBOUNDED);

  /**
   * @param depthMax levels of objects and lists that are allowed
   */
  public JsonScanner(byte[] bytes, int from, int to, int depthMax) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
    this.depthMax = depthMax;
  }

  /** Scans with the usual nesting. */
  public JsonScanner(byte[] bytes, int from, int to) {
    this(bytes, from, to, DEPTH_MAX);
  }

  /** What is kept of the scanned bytes is taken from there. */
  public void countInto(Room room) {
    kept = new KeptBytes(room);
  }

  /** What was kept so far is not needed any more. */
  public void forgetKept() {
    kept.forget();
  }

  KeptBytes kept() {
    return kept;
  }

  /**
   * From now on refuses what a strict reader of what is stored would refuse: numbers that are too
   * long or too large, and lone surrogates.
   */
  public void requireReadable() {
    strict = true;
  }

  boolean isStrict() {
    return strict;
  }

  /** Leaves the value that was begun there, so many levels down, and skips it unread. */
  public void skipFrom(int start, int level) throws CorruptEventException {
    boolean wasStrict = strict;
    strict = false;
    position = start;
    depth = level;
    skip();
    strict = wasStrict;
  }

  private CorruptEventException expected(String wanted) {
    return CorruptEventException.syntax(bytes, position, end, wanted);
  }

  /** Goes on from there, which must be where a value of the same depth begins or ends. */
  public void moveTo(int place) {
    position = place;
  }

  public byte[] bytes() {
    return bytes;
  }

  int end() {
    return end;
  }

  /** A scanner of its own that starts where this one is. */
  JsonScanner lookAhead() {
    JsonScanner ahead = new JsonScanner(bytes, position, end, depthMax);
    ahead.depth = depth;
    ahead.strict = strict;
    return ahead;
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
      throw expected("'" + wanted + "'");
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
      throw expected("the end");
    }
  }

  int depth() {
    return depth;
  }

  /** Goes one level down. */
  public void enter() throws CorruptEventException {
    if (++depth > depthMax) {
      throw CorruptEventException.shape("nesting", "must not be deeper than " + depthMax);
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
        at = Unescape.skip(bytes, at, end, strict);
      } else if (next >= 0x20) {
        at++;
      } else if (next < 0) {
        at = Utf8.skip(bytes, at, end);
        if (at < 0) {
          throw expected("UTF-8");
        }
      } else {
        position = at;
        throw expected("no control character");
      }
    }
    position = end;
    throw expected("'\"'");
  }

  public String text() {
    return escaped
        ? Unescape.text(bytes, textStart, textEnd)
        : new String(bytes, textStart, textEnd - textStart, StandardCharsets.UTF_8);
  }

  /** Whether the last string has no escapes, so that its bytes are its text. */
  public boolean textIsPlain() {
    return !escaped;
  }

  /** Where the last string's text begins. */
  public int textStart() {
    return textStart;
  }

  /** Where the last string's text ends. */
  public int textEnd() {
    return textEnd;
  }

  /** Whether the last string is a time as RFC 3339 writes it. */
  boolean textIsTime() {
    return !escaped && Rfc3339.isValid(bytes, textStart, textEnd);
  }

  /** Consumes a number; {@link #unsigned} and {@link #toDouble} speak of it afterwards. */
  public void number() throws CorruptEventException {
    peek();
    textStart = position;
    position = Numbers.skip(bytes, position, end);
    textEnd = position;
    if (strict) {
      Numbers.requireReadable(bytes, textStart, textEnd);
    }
  }

  /**
   * The last number as an unsigned integer of 64 bits.
   *
   * @throws CorruptEventException when it is none
   */
  public long unsigned(String member) throws CorruptEventException {
    return UnsignedNumber.parse(bytes, textStart, textEnd, member);
  }

  /** The last number as a double; infinite when it is too large. */
  public double toDouble() {
    return Numbers.toDouble(bytes, textStart, textEnd);
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
        throw expected(text);
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
