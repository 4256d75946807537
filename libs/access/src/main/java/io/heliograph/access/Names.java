package io.heliograph.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The plugin names that a caller may consume and publish under: whole names, and prefixes that end
 * in {@code -} for plugins that post as {@code NAME-sub} (contract dispatcher.md part 1 row 33).
 * Immutable.
 */
public final class Names {
  private static final Names ANY = new Names(Set.of(), List.of(""));
  private static final String WILDCARD = "-*";

  private final Set<String> whole;
  private final List<String> prefixes;

  private Names(Set<String> whole, List<String> prefixes) {
    this.whole = Set.copyOf(whole);
    this.prefixes = List.copyOf(prefixes);
  }

  /** Every name, the empty one included. */
  public static Names any() {
    return ANY;
  }

  /**
   * The names of those entries.
   *
   * @param entries each a name, or a prefix followed by {@code -*}
   * @throws IllegalArgumentException when one is empty or has a {@code *} anywhere else
   */
  public static Names of(Iterable<String> entries) {
    Set<String> whole = new HashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String entry : entries) {
      boolean prefix = entry.endsWith(WILDCARD);
      String fixed = prefix ? entry.substring(0, entry.length() - 1) : entry;
      if (entry.isEmpty() || entry.equals(WILDCARD) || fixed.indexOf('*') >= 0) {
        throw new IllegalArgumentException(
            "'" + Claims.shown(entry) + "' is no plugin's name and no prefix followed by -*");
      }
      if (prefix) {
        prefixes.add(fixed);
      } else {
        whole.add(fixed);
      }
    }
    return new Names(whole, prefixes);
  }

  /** Whether the name is one of them. */
  public boolean contains(String name) {
    if (whole.contains(name) || this == ANY) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.length() > prefix.length() && name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
