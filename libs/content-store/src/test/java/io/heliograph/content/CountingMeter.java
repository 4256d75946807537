package io.heliograph.content;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told. */
final class CountingMeter implements ContentMeter {
  final List<Boolean> lookups = new CopyOnWriteArrayList<>();
  final List<Operation> ended = new CopyOnWriteArrayList<>();

  @Override
  public void lookedUp(boolean hit) {
    lookups.add(hit);
  }

  @Override
  public void ended(Operation operation, long beginNanos, boolean success) {
    ended.add(operation);
  }
}
