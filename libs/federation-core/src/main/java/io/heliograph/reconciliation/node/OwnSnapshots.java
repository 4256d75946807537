package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.chain.AdRef;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.writer.SelfState;
import io.heliograph.reconciliation.writer.SnapshotTrigger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the own snapshots, one at a time, in steps that are effects of their own: lock and read,
 * sign, store, commit, poke (contract federation.md, section 3.2). Nothing is visible before the
 * commit, so a crash before it changes nothing, and one after it loses no more than the poke
 * (invariants I3 and I4).
 */
final class OwnSnapshots {
  private final NodeState state;
  private final Joining joining;
  private final SnapshotTrigger trigger;
  private Step step = Step.IDLE;
  private boolean isHeartbeat;
  private boolean isClockTrusted = true;
  private SelfState self;
  private SelfState next = SelfState.NONE;
  private Map<PeerId, AdRef> providers = Map.of();

  private enum Step {
    IDLE,
    LOCKING,
    SIGNING,
    STORING,
    COMMITTING
  }

  OwnSnapshots(NodeState state, Joining joining, SelfState self) {
    this.state = state;
    this.joining = joining;
    this.self = self;
    trigger = new SnapshotTrigger(state.settings.trigger());
    if (self.vc() > 0) {
      trigger.continueFrom(Math.min(state.nowMillis, self.epoch() * 1_000));
      // Whatever was applied after the newest snapshot is in no memory: have it compared.
      trigger.changed(state.settings.self(), state.nowMillis);
    }
  }

  SelfState self() {
    return self;
  }

  void changed(PeerId provider) {
    trigger.changed(provider, state.nowMillis);
  }

  void tick() {
    if (step == Step.IDLE && dueMillis() <= state.nowMillis) {
      isHeartbeat = trigger.isHeartbeat();
      trigger.begin();
      step = Step.LOCKING;
      state.emit(new Effect.LockSelf());
    }
  }

  long wakeMillis() {
    return step == Step.IDLE ? dueMillis() : Long.MAX_VALUE;
  }

  private long dueMillis() {
    return joining.isOver() && isClockTrusted
        ? trigger.dueMillis(state.providers.size())
        : Long.MAX_VALUE;
  }

  void clockChecked(boolean trusted) {
    if (isClockTrusted && !trusted) {
      state.raise(AlertKind.CLOCK, null, "the own clock is off: no snapshot is signed");
    }
    isClockTrusted = trusted;
  }

  void locked(Input.SelfLocked input) {
    if (step != Step.LOCKING) {
      return;
    }
    self = input.self();
    if (self.head() != null && !input.changed() && !isHeartbeat) {
      step = Step.IDLE;
      trigger.unchanged(state.nowMillis);
      state.emit(new Effect.AbandonSnapshot());
      return;
    }
    step = Step.SIGNING;
    providers = input.providers();
    next = self.next(joining.floor(), Math.floorDiv(state.nowMillis, 1_000));
    state.emit(new Effect.SignSnapshot(next, providers));
  }

  void signed(Input.SnapshotSigned input) {
    if (step == Step.SIGNING) {
      step = Step.STORING;
      signed = input.signed();
      SnapshotFacts facts = new SnapshotFacts(signed.ref(), self.head(), providers);
      state.emit(new Effect.StoreSnapshot(signed, facts));
    }
  }

  private @Nullable SignedSnapshot signed;

  void stored() {
    SignedSnapshot snapshot = signed;
    if (step == Step.STORING && snapshot != null) {
      step = Step.COMMITTING;
      state.emit(new Effect.CommitSnapshot(snapshot));
    }
  }

  void committed() {
    SignedSnapshot snapshot = signed;
    if (step == Step.COMMITTING && snapshot != null) {
      step = Step.IDLE;
      self = new SelfState(next.vc(), next.epoch(), snapshot.ref().cid());
      trigger.written(state.nowMillis);
      List<PeerId> told = state.served();
      NodeSettings.Bounds bounds = state.settings.bounds();
      int count = told.size() <= bounds.pokeAllMax() ? told.size() : bounds.fanOut();
      state.emit(new Effect.Poke(told.subList(0, count), snapshot));
    }
  }

  void failed() {
    if (step != Step.IDLE) {
      step = Step.IDLE;
      trigger.failed(state.nowMillis);
    }
  }
}
