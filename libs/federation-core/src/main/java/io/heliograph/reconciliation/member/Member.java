package io.heliograph.reconciliation.member;

import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.MemberDecision.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member of the group: its phase, the newest snapshot that was accepted from it, and what it
 * did several times in a row. {@link #seen} moves only when the work that it brings is durable
 * (invariant I5), and phases change along {@link MemberPhase} only. One thread at a time.
 */
public final class Member {
  private static final int FAILING = 3;
  private static final int DEAD = 10;
  private static final int IN_A_ROW_MAX = 3;
  private static final int WRONG_HINTS_MAX = 10;

  /** However often it pokes, it is asked no more often than that. */
  private static final long POKE_GAP_MILLIS = 250;

  private final PeerId id;
  private final EpochUnit unit;
  private MemberPhase phase = MemberPhase.UNKNOWN;
  private @Nullable SignedSnapshot seen;
  private @Nullable AlertKind heldFor;
  private int failures;
  private int staleInARow;
  private int regressionsInARow;
  private int wrongHints;
  private long nextAttemptMillis;
  private long askedMillis;
  private long lastOkMillis = Long.MIN_VALUE;

  /** One that was never asked. */
  public Member(PeerId id, EpochUnit unit) {
    this.id = id;
    this.unit = unit;
  }

  /** One of which a row was kept. */
  public Member(MemberRow row, EpochUnit unit) {
    this(row.id(), unit);
    seen = row.seen();
    heldFor = row.heldFor();
    phase = row.phase().isTrusted() ? MemberPhase.UNKNOWN : row.phase();
  }

  /** What is to be kept. */
  public MemberRow row() {
    return new MemberRow(id, phase, seen, heldFor);
  }

  /** Whose key signs its heads. */
  public PeerId id() {
    return id;
  }

  /** What its epochs count. */
  public EpochUnit unit() {
    return unit;
  }

  /** Where we stand with it. */
  public MemberPhase phase() {
    return phase;
  }

  /** The newest snapshot whose work is durable. */
  public @Nullable SignedSnapshot seen() {
    return seen;
  }

  /** Why it is held. */
  public @Nullable AlertKind heldFor() {
    return heldFor;
  }

  /** Failed exchanges in a row. */
  public int failures() {
    return failures;
  }

  /** When it last answered as it should; {@link Long#MIN_VALUE} before it ever did. */
  public long lastOkMillis() {
    return lastOkMillis;
  }

  /** When it is to be asked; {@link Long#MAX_VALUE} for one that is not dialled. */
  public long nextAttemptMillis() {
    boolean dialled = phase.isDialled() && (phase != MemberPhase.HELD || isHeldForSkew());
    return dialled ? nextAttemptMillis : Long.MAX_VALUE;
  }

  /** Asks it as soon as may be: it said that it has news. */
  public void poked(long nowMillis) {
    nextAttemptMillis =
        Math.min(nextAttemptMillis, Math.max(nowMillis, askedMillis + POKE_GAP_MILLIS));
  }

  /** It is being asked; the next time is after its answer, or then if there is none. */
  public void asked(long nowMillis, Polling polling, double draw) {
    if (phase == MemberPhase.UNKNOWN) {
      become(MemberPhase.PROBING);
    }
    askedMillis = nowMillis;
    nextAttemptMillis = nowMillis + polling.afterAnswer(draw);
  }

  /** It answered as it should. */
  public void answered(long nowMillis) {
    failures = 0;
    lastOkMillis = nowMillis;
    if (phase == MemberPhase.UNREACHABLE) {
      become(seen == null ? MemberPhase.PROBING : MemberPhase.SYNCED);
    }
  }

  /** It did not answer, or not as it should; says what an operator is to be told. */
  public Optional<AlertKind> failed(long nowMillis, Polling polling, double draw) {
    failures++;
    nextAttemptMillis = nowMillis + polling.afterFailure(failures, draw);
    if (phase.isTrusted() && phase != MemberPhase.UNKNOWN) {
      become(MemberPhase.UNREACHABLE);
    }
    return switch (failures) {
      case FAILING -> Optional.of(AlertKind.EXCHANGE_FAILING);
      case DEAD -> Optional.of(AlertKind.EXCHANGE_DEAD);
      default -> Optional.empty();
    };
  }

  /**
   * Counts what it did in a row, and turns the third fall of its epoch into a hold. A decision that
   * holds or quarantines changes the phase; one that accepts does so with {@link #accepted}.
   */
  public MemberDecision judge(MemberDecision decision) {
    staleInARow = decision.outcome() == Outcome.IGNORE_STALE ? staleInARow + 1 : 0;
    MemberDecision judged = decision;
    if (decision.outcome() != Outcome.UP_TO_DATE) {
      boolean regression = decision.alert() == AlertKind.EPOCH_REGRESSION;
      regressionsInARow = regression ? regressionsInARow + 1 : 0;
      if (regressionsInARow >= IN_A_ROW_MAX) {
        judged = new MemberDecision(Outcome.HOLD_FOR_OPERATOR, AlertKind.EPOCH_REGRESSION);
      }
    }
    switch (judged.outcome()) {
      case HOLD, HOLD_FOR_OPERATOR -> hold(judged.alert());
      case QUARANTINE -> quarantine();
      case RECONCILE, RECONCILE_WITH_WARNING -> become(MemberPhase.BEHIND);
      case UP_TO_DATE -> {
        if (isHeldForSkew() || phase == MemberPhase.PROBING) {
          become(MemberPhase.SYNCED);
        }
      }
      case IGNORE_STALE -> {}
    }
    return judged;
  }

  /** What an operator is told of a judged decision: a stale snapshot is only after three. */
  public Optional<AlertKind> alertOf(MemberDecision judged) {
    boolean tooSoon = judged.outcome() == Outcome.IGNORE_STALE && staleInARow != IN_A_ROW_MAX;
    return tooSoon ? Optional.empty() : Optional.ofNullable(judged.alert());
  }

  /** Its snapshot and the work that it brings are durable. */
  public void accepted(SignedSnapshot snapshot, boolean bringsWork) {
    seen = snapshot;
    become(bringsWork ? MemberPhase.RECONCILING : MemberPhase.SYNCED);
  }

  /** All that its newest snapshot brought is done. */
  public void worked() {
    if (phase == MemberPhase.RECONCILING) {
      become(MemberPhase.SYNCED);
    }
  }

  /** Takes nothing from it any more; for an operator's order there is no alert. */
  public void hold(@Nullable AlertKind why) {
    become(MemberPhase.HELD);
    heldFor = why;
  }

  /** Takes nothing from it any more: a proof is there. */
  public void quarantine() {
    become(MemberPhase.QUARANTINED);
    heldFor = AlertKind.EQUIVOCATION;
  }

  /** An operator's word: what it offers next is taken as at first contact. */
  public void release() {
    become(MemberPhase.PROBING);
    seen = null;
    staleInARow = 0;
    regressionsInARow = 0;
    nextAttemptMillis = 0;
  }

  /** It is listed no more. */
  public void remove() {
    become(MemberPhase.REMOVED);
  }

  /** Counts a height hint that was wrong; says when they are no longer read. */
  public Optional<AlertKind> hintWrong() {
    wrongHints++;
    return wrongHints == WRONG_HINTS_MAX ? Optional.of(AlertKind.HINTS_IGNORED) : Optional.empty();
  }

  /** Whether its height hints are worth reading. */
  public boolean hintsCount() {
    return wrongHints < WRONG_HINTS_MAX;
  }

  private boolean isHeldForSkew() {
    return phase == MemberPhase.HELD && heldFor == AlertKind.EPOCH_SKEW;
  }

  private void become(MemberPhase next) {
    if (next == phase) {
      return;
    }
    if (!phase.next().contains(next)) {
      throw new IllegalStateException("member: " + phase + " cannot become " + next);
    }
    phase = next;
    if (next != MemberPhase.HELD && next != MemberPhase.QUARANTINED) {
      heldFor = null;
    }
  }
}
