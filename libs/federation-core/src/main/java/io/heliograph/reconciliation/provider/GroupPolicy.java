package io.heliograph.reconciliation.provider;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdFacts;
import io.heliograph.reconciliation.chain.Delegation;
import io.heliograph.reconciliation.snapshot.Group;
import java.util.Map;
import java.util.Set;

/**
 * What the member file says of one group's sources (contract federation.md, sections 0.4, 0.14 and
 * 3.8).
 *
 * @param delegationRequired whether an advertisement must carry a member's delegation; off only for
 *     federations with members that know none
 * @param sources the names of each member's sources that are let in; {@link #ANY} for all
 * @param publishers further keys that may sign for a provider
 * @param allowed the only providers let in; all when empty
 * @param denied providers that are not
 */
public record GroupPolicy(
    Group group,
    boolean delegationRequired,
    Map<PeerId, Set<String>> sources,
    Map<PeerId, Set<PeerId>> publishers,
    Set<PeerId> allowed,
    Set<PeerId> denied)
    implements AdPolicy {
  /** Lets all sources of a member in. */
  public static final String ANY = "*";

  /** Copies what it is given. */
  public GroupPolicy {
    sources = Map.copyOf(sources);
    publishers = Map.copyOf(publishers);
    allowed = Set.copyOf(allowed);
    denied = Set.copyOf(denied);
  }

  /** Whether anything of a provider is let in. */
  public boolean lets(PeerId provider) {
    return !denied.contains(provider) && (allowed.isEmpty() || allowed.contains(provider));
  }

  @Override
  public boolean admits(PeerId provider, AdFacts ad, long nowMillis) {
    boolean signed =
        ad.signer().equals(provider)
            || publishers.getOrDefault(provider, Set.of()).contains(ad.signer());
    Delegation delegation = ad.delegation();
    return lets(provider)
        && ad.provider().equals(provider)
        && signed
        && (delegation == null ? !delegationRequired : covers(delegation, provider, nowMillis));
  }

  private boolean covers(Delegation delegation, PeerId provider, long nowMillis) {
    Set<String> names = sources.getOrDefault(delegation.member(), Set.of());
    return delegation.provider().equals(provider)
        && delegation.group().equals(group.name())
        && delegation.notAfterSeconds() >= Math.floorDiv(nowMillis, 1_000)
        && (names.contains(ANY) || names.contains(delegation.source()));
  }
}
