package io.heliograph.reconciliation.member;

import io.heliograph.reconciliation.alert.AlertKind;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a member's snapshot.
 *
 * @param alert what it would mean if it went on; see {@link Member} for when an operator is told
 */
public record MemberDecision(Outcome outcome, @Nullable AlertKind alert) {

  static MemberDecision of(Outcome outcome) {
    return new MemberDecision(outcome, null);
  }

  /** Whether the snapshot becomes the one that was seen, and its entries work. */
  public boolean accepts() {
    return switch (outcome) {
      case RECONCILE, RECONCILE_WITH_WARNING -> true;
      case UP_TO_DATE, IGNORE_STALE, HOLD, HOLD_FOR_OPERATOR, QUARANTINE -> false;
    };
  }

  /** The kinds of answers (contract federation.md, section 3.3). */
  public enum Outcome {
    /** It is the snapshot that was seen. */
    UP_TO_DATE,
    /** It is newer. */
    RECONCILE,
    /** It is newer, and something about it is strange. */
    RECONCILE_WITH_WARNING,
    /** It is older: nothing follows. */
    IGNORE_STALE,
    /** Nothing is taken until a better one comes. */
    HOLD,
    /** Nothing is taken until an operator says so. */
    HOLD_FOR_OPERATOR,
    /** The member lied, provably: nothing is taken until an operator says so. */
    QUARANTINE
  }
}
