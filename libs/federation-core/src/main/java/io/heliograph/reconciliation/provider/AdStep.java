package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.Cid;

/** One advertisement of a plan, and what becomes of its entries. */
public record AdStep(Cid cid, Mode mode) {
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
