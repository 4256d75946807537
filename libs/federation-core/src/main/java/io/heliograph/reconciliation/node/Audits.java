package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.HistoryAudit;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.HashMap;
import java.util.Map;

/** Looks into each member's past once a day, beside the exchanges with it. */
final class Audits {
  private final NodeState state;
  private final Map<PeerId, HistoryAudit> running = new HashMap<>();
  private final Map<PeerId, Long> dueMillis = new HashMap<>();

  Audits(NodeState state) {
    this.state = state;
  }

  /** A member's snapshot was accepted: a good time, since it answers. */
  void accepted(Member member, SnapshotFacts newest) {
    long due = dueMillis.getOrDefault(member.id(), Long.MIN_VALUE);
    if (due <= state.nowMillis) {
      dueMillis.put(member.id(), state.nowMillis + HistoryAudit.EVERY_MILLIS);
      goOn(member.id(), new HistoryAudit(newest));
    }
  }

  void snapshotAnswered(Input.SnapshotAnswered input) {
    HistoryAudit audit = running.get(input.member());
    if (audit == null || !input.cid().equals(audit.next())) {
      return;
    }
    if (input.answer() instanceof Input.SnapshotAnswer.Found(SnapshotFacts older)) {
      AlertKind alert = audit.found(older);
      if (alert != null) {
        state.raise(alert, input.member(), "its history is out of order at " + older.ref());
      }
      goOn(input.member(), audit);
    } else {
      running.remove(input.member());
    }
  }

  private void goOn(PeerId member, HistoryAudit audit) {
    Cid next = audit.next();
    if (next == null) {
      running.remove(member);
    } else {
      running.put(member, audit);
      state.emit(new Effect.FetchSnapshot(member, next));
    }
  }
}
