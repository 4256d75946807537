package io.heliograph.injector.insert;

import java.util.HashMap;
import java.util.Map;

/** How many inserts each author has, and what they take. Lives on the writing thread. */
final class Authors {
  /** Of the objects that hold an author's count: an estimate. */
  static final int OVERHEAD_BYTES = 300;

  /** What one author has. */
  private static final class Usage {
    private final String name;
    private int count;
    private long bytes;

    Usage(String name) {
      this.name = name;
    }
  }

  private final Map<String, Usage> usages = new HashMap<>();

  /** The text that is held already, when the author has inserts. */
  String name(String author) {
    Usage usage = usages.get(author);
    return usage == null ? author : usage.name;
  }

  int count(String author) {
    Usage usage = usages.get(author);
    return usage == null ? 0 : usage.count;
  }

  long bytes(String author) {
    Usage usage = usages.get(author);
    return usage == null ? 0 : usage.bytes;
  }

  void add(Insert insert) {
    Usage usage = usages.computeIfAbsent(insert.author(), Usage::new);
    usage.count++;
    usage.bytes += insert.bytes();
  }

  void remove(Insert insert) {
    Usage usage = usages.get(insert.author());
    if (usage != null) {
      usage.count--;
      usage.bytes -= insert.bytes();
      if (usage.count == 0) {
        usages.remove(insert.author());
      }
    }
  }

  void clear() {
    usages.clear();
  }
}
