package io.heliograph.dispatcher.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of security markings (contract dispatcher.md part 1 row 22): each level is a list of
 * alternatives, higher levels come later. An unknown marking is denied.
 */
public final class Markings {
  private final Map<String, Integer> levels = new HashMap<>();

  public Markings(List<List<String>> levels) {
    for (int level = 0; level < levels.size(); level++) {
      for (String marking : levels.get(level)) {
        this.levels.put(marking, level);
      }
    }
  }

  /** Whether somebody cleared up to {@code clearance} may see what is marked {@code marking}. */
  public boolean mayAccess(String clearance, String marking) {
    Integer cleared = levels.get(clearance);
    Integer needed = levels.get(marking);
    if (cleared == null || needed == null) {
      return false;
    }
    return needed < cleared || (needed.equals(cleared) && marking.equals(clearance));
  }
}
