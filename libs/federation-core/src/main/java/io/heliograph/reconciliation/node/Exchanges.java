package io.heliograph.reconciliation.node;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.EquivocationProof;
import io.heliograph.reconciliation.member.HistoryWalk;
import io.heliograph.reconciliation.member.Member;
import io.heliograph.reconciliation.member.MemberDecision;
import io.heliograph.reconciliation.member.MemberOrder;
import io.heliograph.reconciliation.member.SignedSnapshot;
import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges with all members: ask for the head, get the snapshot, order it, and hand it to
 * {@link Comparison}, which makes its entries work (contract federation.md, sections 3.3 and 3.4).
 */
final class Exchanges {
  private final NodeState state;
  private final MemberRows rows;
  private final Comparison comparison;
  private final Quarantine quarantine;
  private final Map<PeerId, Exchange> exchanges = new HashMap<>();

  /** Members whose newest head was dealt with to the end: "unchanged" is an answer. */
  private final Set<PeerId> settled = new HashSet<>();

  Exchanges(NodeState state, MemberRows rows, Comparison comparison, Quarantine quarantine) {
    this.state = state;
    this.rows = rows;
    this.comparison = comparison;
    this.quarantine = quarantine;
  }

  /** Asks whoever is due. */
  void poll() {
    for (Member member : state.members.values()) {
      if (member.nextAttemptMillis() <= state.nowMillis) {
        if (isIdle(member.id())) {
          ask(member);
        }
      } else if (comparison.isDueAgain(member) && isIdle(member.id())) {
        SnapshotFacts claimed = state.claims.get(member.id());
        if (claimed != null) {
          compare(member, null, claimed, false);
        }
      }
    }
  }

  private void ask(Member member) {
    member.asked(state.nowMillis, state.settings.polling(), state.random.nextDouble());
    exchanges.put(member.id(), new Exchange.AskingHead(state.nowMillis));
    boolean conditional =
        settled.contains(member.id())
            && state.claims.containsKey(member.id())
            && member.phase().isTrusted();
    state.emit(new Effect.FetchHead(member.id(), conditional));
  }

  long wakeMillis() {
    long wake = Long.MAX_VALUE;
    for (Member member : state.members.values()) {
      long due = Math.min(member.nextAttemptMillis(), comparison.againMillis(member));
      if (due < wake && isIdle(member.id())) {
        wake = due;
      }
    }
    return wake;
  }

  boolean isIdle(PeerId member) {
    return exchanges.getOrDefault(member, new Exchange.Idle()) instanceof Exchange.Idle;
  }

  /** Gives up whatever is under way with a member that counts no more. */
  void forget(PeerId member) {
    exchanges.remove(member);
    boolean unused = settled.remove(member);
    state.claims.remove(member);
  }

  void headAnswered(Input.HeadAnswered input) {
    Member member = state.members.get(input.member());
    if (member == null
        || !(exchanges.get(input.member()) instanceof Exchange.AskingHead(long sinceMillis))) {
      return;
    }
    state.latencies.put(member.id(), state.nowMillis - sinceMillis);
    switch (input.answer()) {
      case Input.HeadAnswer.Unchanged ignored -> {
        member.answered(state.nowMillis);
        idle(member, settled.contains(member.id()));
      }
      case Input.HeadAnswer.NoSnapshot ignored -> {
        member.answered(state.nowMillis);
        idle(member, false);
      }
      case Input.HeadAnswer.Offered(SignedHead head) -> offered(member, head);
      case Input.HeadAnswer.Refused(String code) -> refused(member, "its head is refused: " + code);
      case Input.HeadAnswer.Failed ignored -> failed(member);
    }
  }

  private void offered(Member member, SignedHead head) {
    if (!head.signer().equals(member.id())
        || !head.group().equals(state.settings.policy().group())) {
      refused(member, "its head is refused: WRONG_SIGNER");
      return;
    }
    SignedSnapshot seen = member.seen();
    if (seen != null
        && head.cid().equals(seen.ref().cid())
        && state.claims.containsKey(member.id())
        && member.phase().isTrusted()) {
      member.answered(state.nowMillis);
      idle(member, true);
      return;
    }
    exchanges.put(member.id(), new Exchange.GettingSnapshot(head));
    state.emit(new Effect.FetchSnapshot(member.id(), head.cid()));
  }

  void snapshotAnswered(Input.SnapshotAnswered input) {
    Member member = state.members.get(input.member());
    if (member == null) {
      return;
    }
    switch (exchanges.getOrDefault(input.member(), new Exchange.Idle())) {
      case Exchange.GettingSnapshot(SignedHead head) when head.cid().equals(input.cid()) ->
          got(member, head, input.answer());
      case Exchange.WalkingHistory walking when walking.asked().equals(input.cid()) ->
          walked(member, walking, input.answer());
      default -> {}
    }
  }

  private void got(Member member, SignedHead head, Input.SnapshotAnswer answer) {
    switch (answer) {
      case Input.SnapshotAnswer.Found(SnapshotFacts facts) -> order(member, head, facts);
      case Input.SnapshotAnswer.Refused(String code) ->
          refused(member, "its snapshot is refused: " + code);
      case Input.SnapshotAnswer.Gone ignored -> failed(member);
      case Input.SnapshotAnswer.Failed ignored -> failed(member);
    }
  }

  private void order(Member member, SignedHead head, SnapshotFacts facts) {
    member.answered(state.nowMillis);
    SignedSnapshot seen = member.seen();
    var step =
        MemberOrder.order(
            seen == null ? null : seen.ref(), facts.ref(), member.unit(), state.nowMillis);
    switch (step) {
      case MemberOrder.Decided(MemberDecision decision) -> conclude(member, head, facts, decision);
      case MemberOrder.Walk(int stepsMax) -> {
        if (seen != null) {
          goOn(member, head, facts, new HistoryWalk(seen.ref().cid(), facts, stepsMax));
        }
      }
    }
  }

  private void goOn(Member member, SignedHead head, SnapshotFacts facts, HistoryWalk walk) {
    Boolean result = walk.result();
    Cid next = walk.next();
    SignedSnapshot seen = member.seen();
    if (next != null) {
      exchanges.put(member.id(), new Exchange.WalkingHistory(head, facts, walk, next));
      state.emit(new Effect.FetchSnapshot(member.id(), next));
    } else if (result != null && seen != null) {
      conclude(member, head, facts, MemberOrder.afterWalk(seen.ref(), facts.ref(), result));
    }
  }

  private void walked(Member member, Exchange.WalkingHistory walking, Input.SnapshotAnswer answer) {
    switch (answer) {
      case Input.SnapshotAnswer.Found(SnapshotFacts older) -> walking.walk().found(older);
      case Input.SnapshotAnswer.Gone ignored -> walking.walk().missing();
      case Input.SnapshotAnswer.Refused ignored -> walking.walk().missing();
      case Input.SnapshotAnswer.Failed ignored -> {
        failed(member);
        return;
      }
    }
    goOn(member, walking.head(), walking.facts(), walking.walk());
  }

  private void conclude(
      Member member, SignedHead head, SnapshotFacts facts, MemberDecision decision) {
    MemberDecision judged = member.judge(decision);
    member
        .alertOf(judged)
        .ifPresent(
            kind ->
                state.raise(
                    kind, member.id(), "snapshot " + facts.ref() + " after " + seenOf(member)));
    switch (judged.outcome()) {
      case UP_TO_DATE -> compare(member, head, facts, false);
      case RECONCILE, RECONCILE_WITH_WARNING -> compare(member, head, facts, true);
      case IGNORE_STALE -> idle(member, true);
      case HOLD, HOLD_FOR_OPERATOR -> {
        idle(member, false);
        rows.save(member);
      }
      case QUARANTINE -> {
        SignedSnapshot seen = member.seen();
        forget(member.id());
        if (seen != null) {
          EquivocationProof.of(seen, new SignedSnapshot(head, facts.ref()))
              .ifPresent(quarantine::keep);
        }
      }
    }
  }

  private static String seenOf(Member member) {
    SignedSnapshot seen = member.seen();
    return seen == null ? "none" : seen.ref().toString();
  }

  private void compare(
      Member member, @Nullable SignedHead head, SnapshotFacts facts, boolean accepts) {
    Exchange.LookingUp lookingUp = comparison.begin(member, head, facts, accepts);
    exchanges.put(member.id(), lookingUp);
    if (lookingUp.differing().isEmpty()) {
      adsLookedUp(new Input.AdsLookedUp(member.id(), Map.of()));
    } else {
      Set<Cid> cids = new HashSet<>();
      lookingUp.differing().values().forEach(ref -> cids.add(ref.cid()));
      state.emit(new Effect.LookUpAds(member.id(), cids));
    }
  }

  void adsLookedUp(Input.AdsLookedUp input) {
    Member member = state.members.get(input.member());
    if (member != null && exchanges.get(input.member()) instanceof Exchange.LookingUp lookingUp) {
      exchanges.put(member.id(), new Exchange.Committing());
      comparison.end(member, lookingUp, input.processed(), done -> finished(member, done));
    }
  }

  private void finished(Member member, boolean done) {
    if (exchanges.get(member.id()) instanceof Exchange.Committing) {
      if (done) {
        idle(member, true);
      } else {
        failed(member);
      }
    }
  }

  private void refused(Member member, String why) {
    state.raise(AlertKind.EXCHANGE_REFUSED, member.id(), why);
    failed(member);
  }

  private void failed(Member member) {
    member
        .failed(state.nowMillis, state.settings.polling(), state.random.nextDouble())
        .ifPresent(
            kind ->
                state.raise(kind, member.id(), member.failures() + " exchanges failed in a row"));
    idle(member, false);
  }

  private void idle(Member member, boolean isSettled) {
    exchanges.remove(member.id());
    if (isSettled) {
      boolean unused = settled.add(member.id());
    } else {
      boolean unused = settled.remove(member.id());
    }
  }
}
