package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What has to be cut from and added to scanned bytes. Not thread-safe. */
final class Edits {
  private record Edit(int from, int to, byte[] replacement) {}

  private static final byte[] NOTHING = {};

  private final List<Edit> edits = new ArrayList<>();

  void cut(int from, int to) {
    edits.add(new Edit(from, to, NOTHING));
  }

  void replace(int from, int to, String json) {
    edits.add(new Edit(from, to, json.getBytes(StandardCharsets.UTF_8)));
  }

  void insert(int at, String json) {
    edits.add(new Edit(at, at, json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The bytes with all edits; what lies within a cut is gone with it. */
  byte[] apply(byte[] bytes, int from, int to) {
    edits.sort(Comparator.comparingInt(Edit::from));
    int size = to - from;
    int position = from;
    List<Edit> standing = new ArrayList<>(edits.size());
    for (Edit edit : edits) {
      if (edit.from >= position) {
        standing.add(edit);
        size += edit.replacement.length - (edit.to - edit.from);
        position = edit.to;
      }
    }
    byte[] result = new byte[size];
    int read = from;
    int written = 0;
    for (Edit edit : standing) {
      int plain = edit.from - read;
      System.arraycopy(bytes, read, result, written, plain);
      written += plain;
      System.arraycopy(edit.replacement, 0, result, written, edit.replacement.length);
      written += edit.replacement.length;
      read = edit.to;
    }
    System.arraycopy(bytes, read, result, written, to - read);
    return result;
  }
}
