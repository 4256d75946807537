package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What has to be cut from and added to scanned bytes, ordered by position. A cut swallows what was
 * noted within it. Not thread-safe.
 */
final class Edits {
  private static final byte[] NOTHING = {};

  private int[] from = new int[8];
  private int[] to = new int[8];
  private byte[][] replacement = new byte[8][];
  private int count;

  void cut(int start, int end) {
    add(start, end, NOTHING);
  }

  void replace(int start, int end, String json) {
    add(start, end, json.getBytes(StandardCharsets.UTF_8));
  }

  void insert(int at, String json) {
    add(at, at, json.getBytes(StandardCharsets.UTF_8));
  }

  private void add(int start, int end, byte[] json) {
    int last = count;
    while (last > 0 && from[last - 1] > start) {
      last--;
    }
    // Edits come almost in order: what follows is mostly within this one.
    int after = last;
    while (after < count && to[after] <= end) {
      after++;
    }
    if (after == last && count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
      replacement = Arrays.copyOf(replacement, 2 * count);
    }
    int rest = count - after;
    System.arraycopy(from, after, from, last + 1, rest);
    System.arraycopy(to, after, to, last + 1, rest);
    System.arraycopy(replacement, after, replacement, last + 1, rest);
    from[last] = start;
    to[last] = end;
    replacement[last] = json;
    count = last + 1 + rest;
  }

  /** How many bytes a range has with all edits. */
  long length(int start, int end) {
    long size = (long) end - start;
    for (int i = 0; i < count; i++) {
      size += replacement[i].length - (to[i] - from[i]);
    }
    return size;
  }

  /** The bytes of a range with all edits. */
  byte[] apply(byte[] bytes, int start, int end) {
    byte[] result = new byte[Math.toIntExact(length(start, end))];
    int read = start;
    int written = 0;
    for (int i = 0; i < count; i++) {
      int plain = from[i] - read;
      System.arraycopy(bytes, read, result, written, plain);
      written += plain;
      System.arraycopy(replacement[i], 0, result, written, replacement[i].length);
      written += replacement[i].length;
      read = to[i];
    }
    System.arraycopy(bytes, read, result, written, end - read);
    return result;
  }
}
