package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Proofs of equivocation: each is kept and brought to all members once, whoever found it (contract
 * federation.md, section 3.3 rule 3). One proof of a member is enough.
 */
final class Quarantine {
  private final NodeState state;
  private final MemberRows rows;
  private final Set<PeerId> proved = new HashSet<>();

  Quarantine(NodeState state, MemberRows rows, List<EquivocationProof> kept) {
    this.state = state;
    this.rows = rows;
    kept.forEach(proof -> proved.add(proof.member()));
  }

  /** A proof that another member brought. Says whether the liar was trusted until now. */
  boolean arrived(EquivocationProof proof) {
    Member member = state.members.get(proof.member());
    boolean ours = proof.first().head().group().equals(state.settings.policy().group());
    if (member == null || !ours || !member.phase().isServed() || proved.contains(member.id())) {
      return false;
    }
    member.quarantine();
    state.raise(AlertKind.EQUIVOCATION, member.id(), "a member brought the proof");
    keep(proof);
    return true;
  }

  /** Keeps a proof and brings it to the others; its member is quarantined already. */
  void keep(EquivocationProof proof) {
    Member member = state.members.get(proof.member());
    if (member != null && proved.add(proof.member())) {
      rows.save(member, proof, () -> share(proof));
    }
  }

  private void share(EquivocationProof proof) {
    List<PeerId> others = state.served();
    others.remove(proof.member());
    state.emit(new Effect.ShareProof(proof, others));
  }

  /** An operator let the member go on: a further proof counts again. */
  void release(PeerId member) {
    boolean unused = proved.remove(member);
  }
}
