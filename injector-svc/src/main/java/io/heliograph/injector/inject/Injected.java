package io.heliograph.injector.inject;

import io.heliograph.event.PreparedEvent;
import io.heliograph.injector.child.RecordPosition;
import java.util.Optional;

/**
 * A child that was made, as {@code hub.injected} remembers it. The record's key begins with the
 * child's and names the insert and the parent event, which together are what is done once.
 *
 * @param child the key of the child
 * @param insert the key of the insert
 * @param parent where the parent is
 */
public record Injected(String child, String insert, RecordPosition parent) {
  private static final int PARTS = 3;

  /** What is done once. */
  public record Pair(String insert, RecordPosition parent) {}

  /** What is done once. */
  public Pair pair() {
    return new Pair(insert, parent);
  }

  static Injected of(PreparedEvent child, Pair pair) {
    return new Injected(child.kafkaKey(), pair.insert(), pair.parent());
  }

  String recordKey() {
    return child + '/' + insert + '/' + parent;
  }

  static Optional<Injected> parse(String key) {
    String[] parts = key.split("/", PARTS);
    return parts.length < PARTS
        ? Optional.empty()
        : RecordPosition.parse(parts[2]).map(place -> new Injected(parts[0], parts[1], place));
  }
}
