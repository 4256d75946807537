package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.MemberPhase;
import io.heliograph.reconciliation.provider.Drift;
import java.util.Map;

/**
 * What a group's metrics show (contract federation.md, section 3.9).
 *
 * @param phase of the instance
 * @param members where it stands with each
 * @param drift of each member whose snapshot was read since the start
 * @param unresolved claims that are not done
 */
public record Figures(
    InstancePhase phase,
    Map<PeerId, MemberPhase> members,
    Map<PeerId, Drift> drift,
    int unresolved) {

  /** Where an instance is (contract federation.md, section 3.7). */
  public enum InstancePhase {
    /** It asks what others saw of it and signs nothing. */
    JOINING,
    /** It takes part. */
    ACTIVE,
    /** It takes part, but more than half of the members do not answer. */
    DEGRADED
  }
}
