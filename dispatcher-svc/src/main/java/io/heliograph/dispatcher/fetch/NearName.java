package io.heliograph.dispatcher.fetch;

import java.util.Collection;
import java.util.Optional;

/** The known name nearest to an unknown one. */
final class NearName {
  private static final int EDITS_MAX = 2;
  private static final int CHARACTERS_MAX = 40;

  private NearName() {}

  /**
   * The nearest of the names, when it is at most two edits away and shorter ones are not longer.
   */
  static Optional<String> of(String given, Collection<String> names) {
    String nearest = null;
    int least = EDITS_MAX + 1;
    if (given.length() <= CHARACTERS_MAX) {
      for (String name : names) {
        int edits = edits(given, name);
        if (edits < least && edits < name.length() / 2 + 1) {
          nearest = name;
          least = edits;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Characters to be inserted, removed or replaced (Levenshtein). */
  private static int edits(String from, String to) {
    int[] former = new int[to.length() + 1];
    for (int at = 0; at < former.length; at++) {
      former[at] = at;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int at = 1; at <= to.length(); at++) {
        int changed = former[at - 1] + (from.charAt(row - 1) == to.charAt(at - 1) ? 0 : 1);
        current[at] = Math.min(changed, 1 + Math.min(former[at], current[at - 1]));
      }
      former = current;
    }
    return former[to.length()];
  }
}
