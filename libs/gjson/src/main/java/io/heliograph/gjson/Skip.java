package io.heliograph.gjson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the things of a document end, for the fast evaluator. It reads forward only and allocates
 * nothing. Whatever is not as a JSON writer would write it is {@link #ODD}: the general evaluator
 * then says what the original makes of it. Arrays and objects that are stepped over are not looked
 * into: as in the original, brackets of any kind outside quotes are counted.
 */
final class Skip {
  /** Not what the fast evaluator can judge. Smaller than the complement of any position. */
  static final int ODD = Integer.MIN_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private static final byte BLANK = 1;
  private static final byte NUMBER = 2;
  private static final byte END_OF_NUMBER = 4;
  private static final byte[] KINDS = kinds();

  /** By byte, how the depth changes behind it; the bracket in the sign's direction. */
  private static final byte[] DEPTHS = depths();

  private Skip() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (char c : " \t\n\r".toCharArray()) {
      kinds[c] = BLANK | END_OF_NUMBER;
    }
    for (char c : ",]}".toCharArray()) {
      kinds[c] = END_OF_NUMBER;
    }
    for (char c : "0123456789+-.eE".toCharArray()) {
      kinds[c] = NUMBER;
    }
    return kinds;
  }

  private static byte[] depths() {
    byte[] depths = new byte[256];
    for (char c : "{[(".toCharArray()) {
      depths[c] = 1;
    }
    for (char c : "}])".toCharArray()) {
      depths[c] = -1;
    }
    return depths;
  }

  /** Index of the first byte that is no blank, or {@code end}. */
  static int blanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && KINDS[bytes[at] & 0xff] == (BLANK | END_OF_NUMBER)) {
      at++;
    }
    return at;
  }

  /**
   * Index of the quote that closes the string whose text begins at {@code from}; its complement
   * when the string holds a backslash; {@link #ODD} when it is not closed.
   */
  static int string(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - 8) {
      long hits = quoteOrBackslash((long) LONG.get(bytes, at));
      if (hits != 0) {
        at += Long.numberOfTrailingZeros(hits) >>> 3;
        return bytes[at] == '"' ? at : escapedString(bytes, at, end);
      }
      at += 8;
    }
    for (; at < end; at++) {
      if (bytes[at] == '"') {
        return at;
      }
      if (bytes[at] == '\\') {
        return escapedString(bytes, at, end);
      }
    }
    return ODD;
  }

  /** The high bit of each byte that is a quote or a backslash; exact up to the first of them. */
  private static long quoteOrBackslash(long word) {
    long quotes = word ^ QUOTES;
    long backslashes = word ^ BACKSLASHES;
    return (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes)) & HIGHS;
  }

  /** From a backslash on. */
  private static int escapedString(byte[] bytes, int backslash, int end) {
    int at = backslash;
    while (at < end) {
      byte c = bytes[at];
      if (c == '"') {
        return ~at;
      }
      if (c == '\\') {
        at += 2;
        continue;
      }
      at++;
      while (at <= end - 8) {
        long hits = quoteOrBackslash((long) LONG.get(bytes, at));
        if (hits != 0) {
          at += Long.numberOfTrailingZeros(hits) >>> 3;
          break;
        }
        at += 8;
      }
    }
    return ODD;
  }

  /** Index after the bracket that closes the last of {@code open} brackets, or {@link #ODD}. */
  static int brackets(byte[] bytes, int from, int end, int open) {
    int depth = open;
    int at = from;
    while (at < end) {
      byte c = bytes[at++];
      if (c == '"') {
        int close = string(bytes, at, end);
        if (close < 0) {
          if (close == ODD) {
            return ODD;
          }
          close = ~close;
        }
        at = close + 1;
        continue;
      }
      depth += DEPTHS[c & 0xff];
      if (depth == 0) {
        return at;
      }
    }
    return ODD;
  }

  /** Index of the value after a key that ended before {@code from}, or {@link Skip#ODD}. */
  static int toValue(byte[] bytes, int from, int end) {
    int at = from;
    if (at < end && bytes[at] != ':') {
      at = blanks(bytes, at, end);
    }
    if (at >= end || bytes[at] != ':') {
      return ODD;
    }
    at = blanks(bytes, at + 1, end);
    return at < end ? at : ODD;
  }

  /** Index of the next key; the complement of the index after the object; or ODD. */
  static int toKey(byte[] bytes, int from, int end) {
    int at = from;
    if (at < end && bytes[at] != ',') {
      at = blanks(bytes, at, end);
    }
    if (at >= end) {
      return ODD;
    }
    if (bytes[at] == '}') {
      return ~(at + 1);
    }
    return bytes[at] == ',' ? blanks(bytes, at + 1, end) : ODD;
  }

  /** Index after the number, true, false or null at {@code at}, or {@link #ODD}. */
  static int scalar(byte[] bytes, int at, int end) {
    return switch (bytes[at]) {
      case 't' -> word(bytes, at, end, 0x65757274);
      case 'n' -> word(bytes, at, end, 0x6c6c756e);
      case 'f' -> word(bytes, at + 1, end, 0x65736c61);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(bytes, at + 1, end);
      default -> ODD;
    };
  }

  private static int number(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && KINDS[bytes[at] & 0xff] == NUMBER) {
      at++;
    }
    return endsScalar(bytes, at, end) ? at : ODD;
  }

  private static int word(byte[] bytes, int at, int end, int letters) {
    if (at + 4 >= end) {
      return ODD;
    }
    int read =
        (bytes[at] & 0xff)
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | (bytes[at + 3] & 0xff) << 24;
    return read == letters && endsScalar(bytes, at + 4, end) ? at + 4 : ODD;
  }

  private static boolean endsScalar(byte[] bytes, int at, int end) {
    return at < end && (KINDS[bytes[at] & 0xff] & END_OF_NUMBER) != 0;
  }
}
