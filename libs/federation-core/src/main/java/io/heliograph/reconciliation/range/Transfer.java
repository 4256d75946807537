package io.heliograph.reconciliation.range;

/**
 * How a member's map is got: whole, or as a difference (contract federation.md, section 5.5). Pure.
 */
public enum Transfer {
  /** The snapshot itself. */
  WHOLE,
  /** The difference, range by range. */
  DIFFERENCE;

  private static final int SMALL = 300;
  private static final double SHARE_MAX = 0.2;

  /**
   * Chooses.
   *
   * @param providers in the map
   * @param differing as far as is known, from heights or the last exchange
   */
  public static Transfer of(int providers, int differing) {
    return providers < SMALL || differing > providers * SHARE_MAX ? WHOLE : DIFFERENCE;
  }
}
