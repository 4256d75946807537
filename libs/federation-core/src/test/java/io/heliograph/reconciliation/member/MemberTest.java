package io.heliograph.reconciliation.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.Codec;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.MemberDecision.Outcome;
import io.heliograph.reconciliation.snapshot.Group;
import io.heliograph.reconciliation.snapshot.SignedHead;
import io.heliograph.reconciliation.snapshot.SnapshotFacts;
import io.heliograph.reconciliation.snapshot.SnapshotRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a member does in a row, and the phases that it goes through. */
class MemberTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final PeerId ID = key(1);

  private final Member member = new Member(ID, EpochUnit.SECONDS);

  @Test
  void shouldAlertWhenItIsStaleThreeTimesInARow() {
    List<Boolean> alerted = new ArrayList<>();
    member.asked(NOW, Polling.DEFAULT, 0.5);
    for (int i = 0; i < 5; i++) {
      MemberDecision judged =
          member.judge(new MemberDecision(Outcome.IGNORE_STALE, AlertKind.ROLLBACK));
      alerted.add(member.alertOf(judged).isPresent());
      if (i == 1) {
        MemberDecision unused = member.judge(MemberDecision.of(Outcome.UP_TO_DATE));
      }
    }

    assertThat(alerted).containsExactly(false, false, false, false, true);
  }

  @Test
  void shouldHoldWhenItsEpochFallsThreeTimesInARow() {
    MemberDecision fall =
        new MemberDecision(Outcome.RECONCILE_WITH_WARNING, AlertKind.EPOCH_REGRESSION);
    member.asked(NOW, Polling.DEFAULT, 0.5);

    assertThat(member.judge(fall).outcome()).isEqualTo(Outcome.RECONCILE_WITH_WARNING);
    assertThat(member.judge(fall).outcome()).isEqualTo(Outcome.RECONCILE_WITH_WARNING);
    assertThat(member.judge(MemberDecision.of(Outcome.RECONCILE)).accepts()).isTrue();
    assertThat(member.judge(fall).accepts()).isTrue();
    assertThat(member.judge(fall).accepts()).isTrue();
    assertThat(member.judge(fall).outcome()).isEqualTo(Outcome.HOLD_FOR_OPERATOR);
    assertThat(member.phase()).isEqualTo(MemberPhase.HELD);
    assertThat(member.nextAttemptMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldBeReleasedByAGoodSnapshotWhenItWasHeldForSkewOnly() {
    member.asked(NOW, Polling.DEFAULT, 0.5);
    MemberDecision unused = member.judge(new MemberDecision(Outcome.HOLD, AlertKind.EPOCH_SKEW));
    assertThat(member.phase()).isEqualTo(MemberPhase.HELD);
    assertThat(member.nextAttemptMillis()).isLessThan(Long.MAX_VALUE);

    assertThat(member.judge(MemberDecision.of(Outcome.RECONCILE)).accepts()).isTrue();

    assertThat(member.phase()).isEqualTo(MemberPhase.BEHIND);
    assertThat(member.heldFor()).isNull();
  }

  @Test
  void shouldWaitTwiceAsLongAfterEachFailureUpToTheInterval() {
    member.asked(NOW, Polling.DEFAULT, 0.5);
    List<Long> pauses = new ArrayList<>();
    List<AlertKind> alerts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      member.failed(NOW, Polling.DEFAULT, 0.5).ifPresent(alerts::add);
      pauses.add(member.nextAttemptMillis() - NOW);
    }

    assertThat(pauses.subList(0, 4)).containsExactly(1_000L, 2_000L, 4_000L, 8_000L);
    assertThat(pauses.getLast()).isEqualTo(300_000);
    assertThat(alerts).containsExactly(AlertKind.EXCHANGE_FAILING, AlertKind.EXCHANGE_DEAD);
    assertThat(member.phase()).isEqualTo(MemberPhase.UNREACHABLE);
    member.poked(NOW);
    member.poked(NOW + 100);
    assertThat(member.nextAttemptMillis()).isEqualTo(NOW + 250);
  }

  @Test
  void shouldKeepHoldAndFloorOverARestart() {
    SignedSnapshot snapshot = signed(ID, Group.DEFAULT, 7, "a");
    member.asked(NOW, Polling.DEFAULT, 0.5);
    MemberDecision unused = member.judge(MemberDecision.of(Outcome.RECONCILE));
    member.accepted(snapshot, true);
    assertThat(new Member(member.row(), EpochUnit.SECONDS).phase()).isEqualTo(MemberPhase.UNKNOWN);
    member.quarantine();

    Member again = new Member(member.row(), EpochUnit.SECONDS);

    assertThat(again.phase()).isEqualTo(MemberPhase.QUARANTINED);
    assertThat(again.seen()).isEqualTo(snapshot);
    again.release();
    assertThat(again.seen()).isNull();
  }

  /** Whoever lied, is held or was removed comes back through an operator's release only. */
  @ParameterizedTest
  @EnumSource(
      value = MemberPhase.class,
      names = {"QUARANTINED", "REMOVED"})
  void shouldNotComeBackByItself(MemberPhase phase) {
    Member distrusted = new Member(new MemberRow(ID, phase, null, null), EpochUnit.SECONDS);

    assertThat(phase.isTrusted()).isFalse();
    assertThatThrownBy(() -> distrusted.judge(MemberDecision.of(Outcome.RECONCILE)))
        .isInstanceOf(IllegalStateException.class);
    distrusted.release();
    assertThat(distrusted.judge(MemberDecision.of(Outcome.RECONCILE)).accepts()).isTrue();
  }

  @Test
  void shouldProveOnlyWhatOneMemberSaysTwiceInOneGroup() {
    SignedSnapshot one = signed(ID, Group.DEFAULT, 7, "a");
    SignedSnapshot other = signed(ID, Group.DEFAULT, 7, "b");

    assertThat(EquivocationProof.of(one, other)).isPresent();
    assertThat(EquivocationProof.of(one, other)).isEqualTo(EquivocationProof.of(other, one));
    assertThat(EquivocationProof.of(one, one)).isEmpty();
    assertThat(EquivocationProof.of(one, signed(ID, Group.DEFAULT, 8, "b"))).isEmpty();
    assertThat(EquivocationProof.of(one, signed(key(2), Group.DEFAULT, 7, "b"))).isEmpty();
    assertThat(EquivocationProof.of(one, signed(ID, new Group("other"), 7, "b"))).isEmpty();
  }

  /** No sequence of snapshots, in whatever order, moves the floor of the clock down unseen. */
  @Test
  void shouldAcceptALowerClockOnlyOnTheSameChain() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      SnapshotRef seen = null;
      for (int i = 0; i < 50; i++) {
        SnapshotRef offered =
            ref(
                random.nextInt(6) + 1,
                1_699_999_000 + random.nextInt(1_500),
                "c" + random.nextInt(9));
        boolean met = random.nextBoolean();
        MemberDecision decision = decide(seen, offered, met);
        if (decision.accepts()) {
          boolean rises = seen == null || offered.vc() > seen.vc();
          boolean resets = seen != null && met && offered.epoch() > seen.epoch();
          assertThat(rises || resets).as("seed %d: %s -> %s", seed, seen, offered).isTrue();
          assertThat(offered.epoch()).as("seed %d", seed).isLessThanOrEqualTo(NOW / 1_000 + 300);
          seen = offered;
        }
      }
    }
  }

  @Test
  void shouldWalkNoFurtherThanItsSteps() {
    SnapshotFacts offered = facts(9, "offered", "p0");
    HistoryWalk walk = new HistoryWalk(cid("sought"), offered, 3);
    int fetched = 0;
    while (walk.next() != null) {
      walk.found(facts(8 - fetched, "p" + fetched, "p" + (fetched + 1)));
      fetched++;
    }

    assertThat(walk.result()).isFalse();
    assertThat(fetched).isEqualTo(2);
    HistoryWalk third = new HistoryWalk(cid("p2"), offered, 3);
    third.found(facts(8, "p0", "p1"));
    third.found(facts(7, "p1", "p2"));
    assertThat(third.result()).isTrue();
    HistoryWalk loop = new HistoryWalk(cid("sought"), offered, 64);
    loop.found(facts(8, "p0", "offered"));
    assertThat(loop.result()).isFalse();
  }

  @Test
  void shouldTellWhenHistoryIsNotMonotonic() {
    HistoryAudit audit = new HistoryAudit(facts(9, "a", "b"));
    assertThat(audit.found(facts(8, "b", "c"))).isNull();
    assertThat(audit.next()).isEqualTo(cid("c"));
    assertThat(audit.found(facts(8, "c", "d"))).isEqualTo(AlertKind.CHAIN_NOT_MONOTONIC);
    assertThat(audit.next()).isNull();

    HistoryAudit bounded = new HistoryAudit(facts(99, "x99", "x98"));
    int links = 0;
    while (bounded.next() != null) {
      links++;
      assertThat(bounded.found(facts(99 - links, "x", "x" + (98 - links)))).isNull();
    }
    assertThat(links).isEqualTo(16);
  }

  private static MemberDecision decide(
      @Nullable SnapshotRef seen, SnapshotRef offered, boolean met) {
    return switch (MemberOrder.order(seen, offered, EpochUnit.SECONDS, NOW)) {
      case MemberOrder.Decided(MemberDecision decision) -> decision;
      case MemberOrder.Walk ignored ->
          MemberOrder.afterWalk(Objects.requireNonNull(seen), offered, met);
    };
  }

  private static SignedSnapshot signed(PeerId signer, Group group, long vc, String name) {
    SnapshotRef ref = ref(vc, 5, name);
    return new SignedSnapshot(new SignedHead(signer, group, ref.cid(), name), ref);
  }

  private static SnapshotFacts facts(long vc, String name, String previous) {
    return new SnapshotFacts(ref(vc, 5, name), cid(previous), Map.of());
  }

  private static SnapshotRef ref(long vc, long epoch, String name) {
    return new SnapshotRef(vc, epoch, cid(name));
  }

  private static Cid cid(String name) {
    return Cid.of(Codec.DAG_JSON, name.getBytes(StandardCharsets.UTF_8));
  }

  private static PeerId key(int number) {
    byte[] protobuf = new byte[36];
    System.arraycopy(new byte[] {8, 1, 18, 32, (byte) number}, 0, protobuf, 0, 5);
    return PeerId.ofKey(protobuf);
  }
}
