package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes holds, quarantines and proofs durable, again and again until they are: a member that lied
 * must not be trusted after the next start. One transaction at a time, so that the last word about
 * a member is the one that stays.
 */
final class MemberRows {
  private final NodeState state;
  private final Map<PeerId, Unsaved> unsaved = new LinkedHashMap<>();
  private long againMillis;
  private boolean isSaving;

  /** The row of a member as it is when it is written, and what else goes with it. */
  private record Unsaved(@Nullable EquivocationProof proof, Runnable then) {}

  MemberRows(NodeState state) {
    this.state = state;
  }

  void save(Member member) {
    unsaved.putIfAbsent(member.id(), new Unsaved(null, () -> {}));
    tick();
  }

  /**
   * Keeps a proof together with its member's row.
   *
   * @param then once both are durable
   */
  void save(Member member, EquivocationProof proof, Runnable then) {
    unsaved.put(member.id(), new Unsaved(proof, then));
    tick();
  }

  void tick() {
    if (isSaving || unsaved.isEmpty() || state.nowMillis < againMillis) {
      return;
    }
    Map<PeerId, Unsaved> taken = new LinkedHashMap<>(unsaved);
    unsaved.clear();
    List<Write> writes = new ArrayList<>();
    taken.forEach(
        (id, one) -> {
          Member member = state.members.get(id);
          EquivocationProof proof = one.proof();
          if (member != null) {
            writes.add(new Write.PutMember(member.row()));
          }
          if (proof != null) {
            writes.add(new Write.PutEvidence(proof));
          }
        });
    isSaving = true;
    state.commit(
        writes,
        done -> {
          isSaving = false;
          if (done) {
            taken.values().forEach(one -> one.then().run());
          } else {
            againMillis = state.nowMillis + state.settings.bounds().retryMillis();
            taken.forEach(unsaved::putIfAbsent);
          }
        });
  }

  long wakeMillis() {
    return isSaving || unsaved.isEmpty() ? Long.MAX_VALUE : againMillis;
  }
}
