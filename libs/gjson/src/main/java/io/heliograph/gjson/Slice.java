package io.heliograph.gjson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes from {@code start} (included) to {@code end} (excluded) of an array that does not change.
 */
@SuppressWarnings("ArrayRecordComponent") // A view: equality is never asked for.
record Slice(byte[] bytes, int start, int end) {
  static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  static Slice ascii(String text) {
    return of(text.getBytes(StandardCharsets.US_ASCII));
  }

  int length() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  byte at(int index) {
    return bytes[start + index];
  }

  Slice from(int absolute) {
    return new Slice(bytes, Math.min(absolute, end), end);
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  boolean sameAs(byte[] other) {
    return Arrays.equals(bytes, start, end, other, 0, other.length);
  }

  /** Without bytes up to the blank on either side: the original's own trim. */
  Slice trimmed() {
    int from = start;
    int to = end;
    while (from < to && (bytes[from] & 0xff) <= ' ') {
      from++;
    }
    while (from < to && (bytes[to - 1] & 0xff) <= ' ') {
      to--;
    }
    return new Slice(bytes, from, to);
  }

  /** The bytes, each as one character: a key for a map. */
  String latin() {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
