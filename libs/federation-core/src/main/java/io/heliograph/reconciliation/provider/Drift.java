package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.util.Map;

/**
 * How far a member's map and the own one are apart (contract federation.md, section 3.9).
 *
 * @param differing providers that both have with different advertisements
 * @param onlyHere providers that the member lacks
 * @param onlyThere providers that are lacking here
 * @param adsBehind advertisements that the member is ahead by its own heights; a hint
 */
public record Drift(int differing, int onlyHere, int onlyThere, long adsBehind) {
  /** Compares two maps. */
  public static Drift between(Map<PeerId, AdRef> here, Map<PeerId, AdRef> there) {
    int differing = 0;
    int both = 0;
    long behind = 0;
    for (Map.Entry<PeerId, AdRef> entry : there.entrySet()) {
      AdRef own = here.get(entry.getKey());
      AdRef other = entry.getValue();
      both += own == null ? 0 : 1;
      if (own == null || !own.cid().equals(other.cid())) {
        differing += own == null ? 0 : 1;
        behind += Math.max(0, other.height() - (own == null ? 0 : own.height()));
      }
    }
    return new Drift(differing, here.size() - both, there.size() - both, behind);
  }

  /** Providers that the other one has and that differ or lack here. */
  public int lacking() {
    return differing + onlyThere;
  }
}
