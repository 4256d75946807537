package io.heliograph.coordinator.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of security markings (contract dispatcher.md part 1 row 22): each level is a list of
 * alternatives, higher levels come later. A clearance gives access to every lower level and to
 * itself, not to the other alternatives of its level. An unknown marking is denied. Immutable.
 */
public final class Markings {
  private final Map<String, Integer> levels = new HashMap<>();

  /** The order of those levels, the lowest first. */
  public Markings(List<List<String>> levels) {
    for (int level = 0; level < levels.size(); level++) {
      for (String marking : levels.get(level)) {
        if (this.levels.putIfAbsent(marking, level) != null) {
          throw new IllegalArgumentException("the marking " + marking + " has two levels");
        }
      }
    }
  }

  /** Reads {@code OFFICIAL;SECRET,SECRET//REL}: levels by semicolons, alternatives by commas. */
  public static Markings parse(String text) {
    List<List<String>> levels = new ArrayList<>();
    for (String level : text.split(";", -1)) {
      List<String> alternatives = new ArrayList<>();
      for (String marking : level.split(",", -1)) {
        if (!marking.isBlank()) {
          alternatives.add(marking.strip());
        }
      }
      levels.add(alternatives);
    }
    return new Markings(levels);
  }

  /** Whether a client cleared up to {@code clearance} may see what is marked {@code marking}. */
  public boolean mayAccess(String clearance, String marking) {
    Integer cleared = levels.get(clearance);
    Integer needed = levels.get(marking);
    if (cleared == null || needed == null) {
      return false;
    }
    return needed < cleared || marking.equals(clearance);
  }
}
