package io.heliograph.reconciliation.provider;

/**
 * Whether what is still lacking of a member's last snapshot, when its next one comes, is too much
 * or grows (contract federation.md, section 3.9). Says so once until it is small again. One thread
 * at a time.
 */
public final class DriftWatch {
  private static final int GROWING_MAX = 3;
  private static final double SHARE_MAX = 0.05;

  /** Below that it is the traffic of a small federation. */
  private static final int LACKING_MIN = 10;

  private int last;
  private int growing;
  private boolean isRaised;

  /**
   * Takes what is lacking of the snapshot before; says whether an operator is to be told.
   *
   * @param lacking providers that the member has and that differ or lack here
   * @param providers in its map
   */
  public boolean observe(int lacking, int providers) {
    growing = lacking > last ? growing + 1 : 0;
    last = lacking;
    boolean large = lacking > providers * SHARE_MAX || growing >= GROWING_MAX;
    boolean bad = large && lacking >= LACKING_MIN;
    boolean tells = bad && !isRaised;
    isRaised = bad;
    return tells;
  }
}
