package io.heliograph.dashboard.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** MISP-dashboard's formulas of ranks (contract dashboard.md section 4.2). */
public final class Ranks {
  private static final int TROPHY_MAX = 12;
  private static final List<Integer> LIMITS = List.of(2, 11, 20, 30, 40, 56, 72, 82, 92, 96, 100);
  private static final List<String> TITLES =
      List.of(
          "No trophy",
          "Novice",
          "Beginner",
          "Intermediate",
          "Competent",
          "Experienced",
          "Talented",
          "Skilled",
          "Advanced",
          "Expert",
          "Pro",
          "Master",
          "Grand Master");
  private static final int STEPS = 16;

  private Ranks() {}

  /** The rank of that many points of a month, with two decimals. */
  public static double ofMonth(double points) {
    if (points <= 1) {
      return points <= 0 ? 0 : 1;
    }
    double log = Math.log(points) / Math.log(2);
    return BigDecimal.valueOf(log).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** Points to the next step, and the step before. */
  public record Step(double remaining, double begun) {}

  public static Step step(double points) {
    double before = 0;
    for (int exponent = 1; exponent <= STEPS; exponent++) {
      double step = Math.pow(2, exponent);
      if (before <= points && points < step) {
        return new Step(step - points, before);
      }
      before = step;
    }
    return new Step(0, Math.pow(2, STEPS));
  }

  /** The rank of a position among all of a category: 0 for the first, 11 for the last. */
  public static int trophy(long position, long count) {
    double ratio = 100.0 * position / count;
    if (ratio <= 0) {
      return 0;
    }
    for (int at = 0; at < LIMITS.size(); at++) {
      if (ratio <= LIMITS.get(at)) {
        return at + 1;
      }
    }
    return TROPHY_MAX;
  }

  /** The rank that counts: 12 for the first. */
  public static int trueTrophy(long position, long count) {
    return TROPHY_MAX - trophy(position, count);
  }

  public static String title(int rank) {
    return TITLES.get(rank);
  }
}
