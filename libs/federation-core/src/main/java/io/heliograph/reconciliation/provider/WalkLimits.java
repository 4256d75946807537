package io.heliograph.reconciliation.provider;

/**
 * What bounds a walk along a chain (contract federation.md, sections 3.5 and 3.8).
 *
 * @param passAdsMax advertisements fetched before the walk rests and its stack is made durable
 * @param chainAdsMax advertisements of one provider
 * @param missingTriesMax times that a missing advertisement is asked for
 * @param missingSpanMillis over which these times are spread
 */
public record WalkLimits(
    int passAdsMax, int chainAdsMax, int missingTriesMax, long missingSpanMillis) {
  /** The contract's figures. */
  public static final WalkLimits DEFAULT = new WalkLimits(2_000, 1_000_000, 3, 86_400_000);

  /**
   * @throws IllegalArgumentException for a limit below 1
   */
  public WalkLimits {
    if (passAdsMax < 1 || chainAdsMax < 1 || missingTriesMax < 1 || missingSpanMillis < 0) {
      throw new IllegalArgumentException("limits: each must be at least 1");
    }
  }

  /** Between two of the times that a missing advertisement is asked for. */
  public long missingPauseMillis() {
    return missingSpanMillis / Math.max(1, missingTriesMax - 1);
  }
}
