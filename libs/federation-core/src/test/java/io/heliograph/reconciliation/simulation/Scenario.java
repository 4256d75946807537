package io.heliograph.reconciliation.simulation;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.Polling;
import io.heliograph.reconciliation.node.NodeSettings;
import io.heliograph.reconciliation.provider.GroupPolicy;
import io.heliograph.reconciliation.provider.WalkLimits;
import io.heliograph.reconciliation.snapshot.Group;
import io.heliograph.reconciliation.writer.TriggerSettings;
import java.util.Map;
import java.util.Set;

/**
 * What a run is made of.
 *
 * @param instances honest ones
 * @param liars members that lie
 * @param chaosMillis how long things go wrong, in virtual time
 * @param events that happen in that time
 * @param chainAdsMax advertisements of one provider
 */
record Scenario(
    long seed, int instances, int liars, long chaosMillis, int events, int chainAdsMax) {
  static Scenario small(long seed, int instances, int liars) {
    return new Scenario(seed, instances, liars, 600_000, 300, 2_000);
  }

  /** As many members as the issue asks for, with fewer events each. */
  static Scenario large(long seed, int instances, int liars) {
    return new Scenario(seed, instances, liars, 60_000, 400, 2_000);
  }

  /** Limits low enough to be reached. */
  NodeSettings settings(PeerId self) {
    return new NodeSettings(
        self,
        new GroupPolicy(Group.DEFAULT, false, Map.of(), Map.of(), Set.of(), Set.of()),
        TriggerSettings.ON_CHANGE,
        new Polling(60_000, 1_000),
        new WalkLimits(20, chainAdsMax, 3, 60_000),
        new NodeSettings.Bounds(4, 10_000, 40, 60_000, 4, 12, 1_000));
  }
}
