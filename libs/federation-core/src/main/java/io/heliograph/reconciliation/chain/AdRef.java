package io.heliograph.reconciliation.chain;

import io.heliograph.ipni.multiformat.Cid;

/**
 * A provider's newest advertisement as somebody claims it.
 *
 * @param height number of advertisements from genesis, which has 1; a hint when another instance
 *     says it; {@link #UNKNOWN} when nothing is said or the chain is truncated
 */
public record AdRef(Cid cid, long height) {
  /** No height is known. */
  public static final long UNKNOWN = 0;

  /**
   * @throws IllegalArgumentException for a negative height
   */
  public AdRef {
    if (height < UNKNOWN) {
      throw new IllegalArgumentException("height: must not be negative: " + height);
    }
  }

  /** Of which no height is known. */
  public static AdRef of(Cid cid) {
    return new AdRef(cid, UNKNOWN);
  }
}
