package io.heliograph.identify;

import java.util.List;
import java.util.Optional;

/**
 * What a content is and why.
 *
 * @param readings every way that was found to read it, the one that decided first; at least one
 */
public record Explanation(FileType type, List<Reading> readings) {
  /** Copies the list. */
  public Explanation {
    readings = List.copyOf(readings);
  }

  /** What decided. */
  public Reading decisive() {
    return readings.getFirst();
  }

  /** The best reading of another format. */
  public Optional<Reading> runnerUp() {
    return readings.stream()
        .filter(reading -> !reading.format().equals(decisive().format()))
        .findFirst();
  }

  /** By how much the first reading is before the second: in kind, or in points of the same kind. */
  public String margin() {
    if (runnerUp().isEmpty()) {
      return "nothing else fits";
    }
    Reading second = runnerUp().get();
    if (decisive().strength() != second.strength()) {
      return decisive().strength() + " before " + second.strength();
    }
    if (second.strength() == Reading.Strength.REST) {
      return "no other has the " + Indicators.POINTS_MIN + " points that it needs";
    }
    int points = decisive().points() - second.points();
    return points > 0 ? points + " points" : "the earlier row of the table";
  }
}
