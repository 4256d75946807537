package io.heliograph.reconciliation.simulation;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What may go wrong within an instance, and how often; nothing once it is calm. */
final class Chaos {
  private final Random random;
  private int killPerMille;
  private int failPerMille;
  private @Nullable String step;
  private int stepsLeft;

  Chaos(Random random) {
    this.random = random;
  }

  void set(int kills, int fails) {
    killPerMille = kills;
    failPerMille = fails;
  }

  void calm() {
    set(0, 0);
  }

  /** Kills whoever does this step for the so-manyth time. */
  void killAt(String name, int times) {
    step = name;
    stepsLeft = times;
  }

  /** Whether the step that was named has killed somebody. */
  boolean hasKilled() {
    return step == null;
  }

  /** Whether the process dies at this step. */
  boolean kills(String name) {
    if (name.equals(step) && --stepsLeft == 0) {
      step = null;
      return true;
    }
    return random.nextInt(1_000) < killPerMille;
  }

  /** Whether a transaction is refused. */
  boolean fails() {
    return random.nextInt(1_000) < failPerMille;
  }
}
