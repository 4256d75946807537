package io.heliograph.event.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over the characters of strings: printable ASCII, most of every event, by eight bytes. */
final class Printable {
  static final byte DEL = 0x7F;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = 0x8080_8080_8080_8080L;
  private static final long SPACES = 0x2020_2020_2020_2020L;
  private static final long QUOTES = 0x2222_2222_2222_2222L;
  private static final long BACKSLASHES = 0x5C5C_5C5C_5C5C_5C5CL;
  private static final long DELS = 0x7F7F_7F7F_7F7F_7F7FL;

  private Printable() {}

  /**
   * Where the first byte is that is a quote, a backslash, or no printable ASCII (below 0x20, DEL,
   * or a part of a longer character); {@code to} when there is none.
   */
  static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long marks = marks((long) WORDS.get(bytes, at));
      if (marks != 0) {
        return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && isPrintable(bytes[at])) {
      at++;
    }
    return at;
  }

  /**
   * Behind the escape or the character that begins there and is no printable ASCII.
   *
   * @param strict refuses escapes of lone surrogates
   */
  static int behind(byte[] bytes, int at, int end, boolean strict) throws CorruptEventException {
    byte first = bytes[at];
    if (first == '\\') {
      return Unescape.skip(bytes, at, end, strict);
    }
    if (first == DEL) {
      return at + 1;
    }
    int behind = first < 0 ? Utf8.skip(bytes, at, end) : -1;
    if (behind < 0) {
      String wanted = first < 0 ? "UTF-8" : "no control character";
      throw CorruptEventException.syntax(bytes, at, end, wanted);
    }
    return behind;
  }

  private static boolean isPrintable(byte next) {
    return next >= 0x20 && next != '"' && next != '\\' && next != DEL;
  }

  /**
   * The lowest bit that is set is in the first such byte. A subtraction borrows from the next byte
   * only where a byte is marked already, so that nothing is marked before it.
   */
  private static long marks(long word) {
    long marks = word | ((word - SPACES) & ~word);
    marks |= zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | zeros(word ^ DELS);
    return marks & HIGH;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }
}
