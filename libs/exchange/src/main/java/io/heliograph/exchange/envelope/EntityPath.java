package io.heliograph.exchange.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who handled a message, in order: {@code !cert-at!cert-ee}. One to 32 names.
 *
 * @param names canonical ones
 */
public record EntityPath(List<String> names) {
  /** Names that the grammar takes; a message with as many is not taken any more. */
  public static final int HOPS_MAX = 32;

  private static final char MARK = '!';

  /** Copies the names. */
  public EntityPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > HOPS_MAX) {
      throw new IllegalArgumentException("a path has 1 to " + HOPS_MAX + " names");
    }
  }

  /** The path of a text, folded to lower case; empty when it is none. */
  public static Optional<EntityPath> parse(String text) {
    if (text.isEmpty() || text.charAt(0) != MARK) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    int start = 1;
    while (start <= text.length()) {
      int mark = text.indexOf(MARK, start);
      int end = mark < 0 ? text.length() : mark;
      Optional<String> name = EntityName.of(text.substring(start, end));
      if (name.isEmpty() || names.size() == HOPS_MAX) {
        return Optional.empty();
      }
      names.add(name.get());
      start = end + 1;
    }
    return Optional.of(new EntityPath(names));
  }

  /** Whether a whole segment is that name: cert-xx-lab is not cert-xx. */
  public boolean contains(String name) {
    return names.contains(name);
  }

  /** Who sent the message first. */
  public String first() {
    return names.getFirst();
  }

  /** Who handed it on last. */
  public String last() {
    return names.getLast();
  }

  /** Whether no further hop is allowed. */
  public boolean isFull() {
    return names.size() >= HOPS_MAX;
  }

  /** The path after one more hop; only when it is not full. */
  public EntityPath then(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new EntityPath(longer);
  }

  /** {@code !a!b}. */
  @Override
  public String toString() {
    return MARK + String.join(String.valueOf(MARK), names);
  }
}
