package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.provider.AdStep;
import io.heliograph.reconciliation.provider.ChainWalk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One claim and how far it has come. Volatile but for its row. One thread at a time. */
final class Work {
  WorkRow row;
  long notBeforeMillis;
  int failures;

  /** Times that the advertisement which is sought was missing everywhere. */
  int missing;

  boolean isAlerted;

  /** Length of the stack that is durable. */
  int durableAds;

  @Nullable ChainWalk walk;

  /** What is to be applied, once it is decided. */
  @Nullable Plan plan;

  /** Steps of the plan that are done. */
  int applied;

  Work(WorkRow row) {
    this.row = row;
  }

  /** Begins again from the row: the local chain may have changed meanwhile. */
  void restart() {
    walk = null;
    plan = null;
  }

  /**
   * What is to be undone and applied.
   *
   * @param ancestor down to which is undone; ignored without {@code undoes}
   * @param base the height below the first one, or -1 when it is unknown
   * @param hintWrong whether the claim's height was
   * @param isWhole whether the claim is done with it
   */
  record Plan(
      boolean undoes,
      @Nullable Cid ancestor,
      List<AdStep> oldestFirst,
      long base,
      @Nullable Cid truncatedAt,
      boolean hintWrong,
      boolean isWhole) {
    static final long UNKNOWN = -1;

    Plan(
        boolean undoes,
        @Nullable Cid ancestor,
        List<AdStep> oldestFirst,
        long base,
        @Nullable Cid truncatedAt,
        boolean hintWrong) {
      this(undoes, ancestor, oldestFirst, base, truncatedAt, hintWrong, true);
    }

    /** Only the first steps of it. */
    Plan cut(List<AdStep> first) {
      return new Plan(undoes, ancestor, first, base, truncatedAt, hintWrong, false);
    }

    long heightAt(int index) {
      return base == UNKNOWN ? AdRef.UNKNOWN : base + index + 1;
    }
  }
}
