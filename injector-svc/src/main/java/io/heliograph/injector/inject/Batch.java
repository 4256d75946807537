package io.heliograph.injector.inject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Children that will be written together, and what they take. Not thread-safe. */
final class Batch {
  private final List<PlannedChild> children = new ArrayList<>();
  private long bytes;

  void add(PlannedChild child) {
    children.add(child);
    bytes += child.bytes();
  }

  void addAll(Batch more) {
    children.addAll(more.children);
    bytes += more.bytes;
  }

  void removeAll(Collection<PlannedChild> less) {
    less.forEach(
        child -> {
          if (children.remove(child)) {
            bytes -= child.bytes();
          }
        });
  }

  void clear() {
    children.clear();
    bytes = 0;
  }

  List<PlannedChild> children() {
    return List.copyOf(children);
  }

  int size() {
    return children.size();
  }

  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return children.isEmpty();
  }
}
