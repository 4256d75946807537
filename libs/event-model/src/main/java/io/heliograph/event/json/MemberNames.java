package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a name by its bytes without making text of them. Not to be changed once it is in use. */
final class MemberNames {
  private static final int SLOTS = 64;

  /** No name of ours is longer, whatever of it is escaped. */
  private static final int ESCAPED_BYTES_MAX = 6 * 64;

  private byte[][] names = {};

  /** For each hash the first name that has it, and for each name the next one; -1 for none. */
  private final int[] first = new int[SLOTS];

  private int[] next = {};

  MemberNames() {
    Arrays.fill(first, -1);
  }

  void add(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int index = names.length;
    int hash = hash(bytes[0], bytes[bytes.length - 1], bytes.length);
    names = Arrays.copyOf(names, index + 1);
    next = Arrays.copyOf(next, index + 1);
    names[index] = bytes;
    next[index] = first[hash];
    first[hash] = index;
  }

  /** The index of the name that the scanner's last string is, or -1. */
  int find(JsonScanner scanner) {
    if (scanner.textIsPlain()) {
      return find(scanner.bytes(), scanner.textStart(), scanner.textEnd());
    }
    if (scanner.textEnd() - scanner.textStart() > ESCAPED_BYTES_MAX) {
      return -1;
    }
    byte[] name = scanner.text().getBytes(StandardCharsets.UTF_8);
    return find(name, 0, name.length);
  }

  private int find(byte[] bytes, int from, int to) {
    if (from == to) {
      return -1;
    }
    int at = first[hash(bytes[from], bytes[to - 1], to - from)];
    while (at >= 0 && !Arrays.equals(names[at], 0, names[at].length, bytes, from, to)) {
      at = next[at];
    }
    return at;
  }

  private static int hash(byte first, byte last, int length) {
    return (first + 5 * last + 11 * length) & (SLOTS - 1);
  }
}
