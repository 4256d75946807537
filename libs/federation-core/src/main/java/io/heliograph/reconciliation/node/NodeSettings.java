package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.Polling;
import io.heliograph.reconciliation.provider.GroupPolicy;
import io.heliograph.reconciliation.provider.WalkLimits;
import io.heliograph.reconciliation.writer.TriggerSettings;

/**
 * What one group of one instance is set to.
 *
 * @param self whose key signs the instance's heads
 * @param policy which providers and advertisements are let in
 * @param trigger when own snapshots are written
 * @param polling when members are asked
 * @param walks what bounds the walk along a chain
 * @param bounds what bounds the work
 */
public record NodeSettings(
    PeerId self,
    GroupPolicy policy,
    TriggerSettings trigger,
    Polling polling,
    WalkLimits walks,
    Bounds bounds) {

  /**
   * What bounds the work of one group.
   *
   * @param walksMax providers whose chains are walked or applied at a time
   * @param stackedAdsMax advertisements that resting walks hold together; one that would exceed it
   *     begins anew after an interval
   * @param newProvidersMax providers unknown here that one member may bring in each window
   * @param newProvidersWindowMillis that window
   * @param fanOut members that are poked after a snapshot; all of them up to {@code pokeAllMax}
   * @param pokeAllMax members up to which all are poked
   * @param retryMillis first pause after an advertisement or head could not be had; doubles up to
   *     the interval of polls
   */
  public record Bounds(
      int walksMax,
      int stackedAdsMax,
      int newProvidersMax,
      long newProvidersWindowMillis,
      int fanOut,
      int pokeAllMax,
      long retryMillis) {
    /** The contract's figures (federation.md, sections 3.8 and 5.5). */
    public static final Bounds DEFAULT = new Bounds(8, 2_000_000, 1_000, 300_000, 4, 12, 1_000);
  }

  /** With the contract's figures. */
  public static NodeSettings of(PeerId self, GroupPolicy policy) {
    return new NodeSettings(
        self,
        policy,
        TriggerSettings.ON_CHANGE,
        Polling.DEFAULT,
        WalkLimits.DEFAULT,
        Bounds.DEFAULT);
  }
}
