package io.heliograph.coordinator.schedule;

import java.util.Random;

/** What goes wrong, and how often; nothing once the schedule calms down. */
final class Chaos {
  /** How a commit goes. */
  enum Commit {
    ANSWERED,
    /** It was done, and the answer was lost. */
    DONE_UNANSWERED,
    /** It is on its way for a while. */
    UNDER_WAY,
    ABORTED
  }

  private final Random random;
  private boolean calm;

  Chaos(Random random) {
    this.random = random;
  }

  void calm() {
    calm = true;
  }

  Commit commit() {
    int dice = calm ? 0 : random.nextInt(100);
    if (dice < 70) {
      return Commit.ANSWERED;
    }
    if (dice < 80) {
      return Commit.DONE_UNANSWERED;
    }
    return dice < 92 ? Commit.UNDER_WAY : Commit.ABORTED;
  }

  /** Whether an answer is lost that was asked for again. */
  boolean losesAnswer() {
    return !calm && random.nextInt(3) == 0;
  }

  /** How long something is on its way. */
  long delayMillis(int max) {
    return random.nextInt(max);
  }
}
