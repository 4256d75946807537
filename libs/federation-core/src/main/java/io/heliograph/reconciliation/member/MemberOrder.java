package io.heliograph.reconciliation.member;

import io.heliograph.reconciliation.alert.AlertKind;
import io.heliograph.reconciliation.member.MemberDecision.Outcome;
import io.heliograph.reconciliation.snapshot.SnapshotRef;
import org.jspecify.annotations.Nullable;

/**
 * Which of two snapshots of one member counts: the one that was seen, or the one that it offers now
 * (contract federation.md, sections 3.3 and 0.16). The vector clock orders; ancestry decides where
 * clock and epoch disagree. Pure functions: equal input gives equal answers, on any thread.
 */
public final class MemberOrder {
  /** How far into the future an epoch may reach. */
  public static final long SKEW_MILLIS = 300_000;

  /** Steps along {@code previous} in search of the seen snapshot after a clock began again. */
  static final int RESET_STEPS_MAX = 64;

  private MemberOrder() {}

  /** Either a decision, or what must be known before there is one. */
  public sealed interface Step {}

  /** The order is clear. */
  public record Decided(MemberDecision decision) implements Step {}

  /**
   * The offered snapshot counts only if the seen one is among its ancestors.
   *
   * @param stepsMax how many links back it may be; 1 is {@code previous} of the offered one
   */
  public record Walk(int stepsMax) implements Step {}

  /**
   * Orders an offered snapshot.
   *
   * @param seen the newest one that was accepted; absent at first contact
   */
  public static Step order(
      @Nullable SnapshotRef seen, SnapshotRef offered, EpochUnit unit, long nowMillis) {
    if (seen != null && offered.cid().equals(seen.cid())) {
      return decided(Outcome.UP_TO_DATE, null);
    }
    // A proof needs no clock, so it goes before the clock's rule.
    if (seen != null && offered.vc() == seen.vc()) {
      return decided(Outcome.QUARANTINE, AlertKind.EQUIVOCATION);
    }
    if (unit.isBeyond(offered.epoch(), nowMillis, SKEW_MILLIS)) {
      return decided(Outcome.HOLD, AlertKind.EPOCH_SKEW);
    }
    if (seen == null) {
      return decided(Outcome.RECONCILE, null);
    }
    if (offered.vc() < seen.vc()) {
      return offered.epoch() > seen.epoch()
          ? new Walk(RESET_STEPS_MAX)
          : decided(Outcome.IGNORE_STALE, AlertKind.ROLLBACK);
    }
    if (offered.epoch() < seen.epoch()) {
      return decided(Outcome.RECONCILE_WITH_WARNING, AlertKind.EPOCH_REGRESSION);
    }
    if (offered.epoch() == seen.epoch()) {
      return new Walk((int) Math.min(offered.vc() - seen.vc(), HistoryWalk.STEPS_MAX));
    }
    return decided(Outcome.RECONCILE, null);
  }

  /** Decides after a {@link Walk}: whether it met the seen snapshot. */
  public static MemberDecision afterWalk(SnapshotRef seen, SnapshotRef offered, boolean met) {
    if (offered.vc() < seen.vc()) {
      return met
          ? new MemberDecision(Outcome.RECONCILE_WITH_WARNING, AlertKind.VC_RESET)
          : new MemberDecision(Outcome.HOLD_FOR_OPERATOR, AlertKind.CHAIN_REPLACED);
    }
    return met
        ? MemberDecision.of(Outcome.RECONCILE)
        : new MemberDecision(Outcome.HOLD_FOR_OPERATOR, AlertKind.EQUIVOCATION_SUSPECTED);
  }

  private static Step decided(Outcome outcome, @Nullable AlertKind alert) {
    return new Decided(new MemberDecision(outcome, alert));
  }
}
