package io.heliograph.dashboard.message;

import java.util.List;

/** What becomes of a message. */
public sealed interface Outcome {

  /** What it does, in this order; nothing for messages that MISP-dashboard passes over. */
  record Counted(List<Effect> effects) implements Outcome {}

  /** It broke off: the effects before that count (contract dashboard.md section 2). */
  record Partly(List<Effect> effects, Rejection rejection, String detail) implements Outcome {}

  /** It does nothing. */
  record Rejected(Rejection rejection, String detail) implements Outcome {}
}
