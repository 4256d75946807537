package io.heliograph.injector.insert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest rejected inserts, in the order in which they came. Thread-safe. */
final class RejectedInserts {
  private final int max;
  private final Map<String, RejectedInsert> byKey = new LinkedHashMap<>();

  RejectedInserts(int max) {
    this.max = max;
  }

  synchronized void add(RejectedInsert insert) {
    byKey.remove(insert.key());
    byKey.put(insert.key(), insert);
    if (byKey.size() > max) {
      byKey.remove(byKey.keySet().iterator().next());
    }
  }

  synchronized void remove(String key) {
    byKey.remove(RejectedInsert.shortKey(key));
  }

  synchronized void clear() {
    byKey.clear();
  }

  synchronized List<RejectedInsert> after(long position, int limit) {
    return byKey.values().stream()
        .filter(insert -> insert.position() > position)
        .limit(limit)
        .toList();
  }

  synchronized Optional<RejectedInsert> find(String key) {
    return Optional.ofNullable(byKey.get(RejectedInsert.shortKey(key)));
  }

  synchronized int count() {
    return byKey.size();
  }
}
