package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;
import java.util.List;

/** One advertisement of a plan, and what becomes of its entries. */
public record AdStep(Cid cid, Mode mode) {
  /**
   * What may be applied of a plan while nobody confirms that its withdrawals are the provider's:
   * everything below the first of them. Entries that only they would make superfluous are taken.
   */
  public static List<AdStep> beforeWithdrawal(List<AdStep> oldestFirst) {
    return oldestFirst.stream()
        .takeWhile(step -> step.mode() != Mode.WITHDRAW)
        .map(step -> new AdStep(step.cid(), Mode.TAKE))
        .toList();
  }

  /** What becomes of the entries. */
  public enum Mode {
    /** They are taken. */
    TAKE,
    /** They are not: an advertisement nearer to the head withdraws them. */
    SKIP,
    /** The advertisement has none: it withdraws what its context published. */
    WITHDRAW
  }
}
