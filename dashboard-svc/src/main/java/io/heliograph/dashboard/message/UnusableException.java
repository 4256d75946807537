package io.heliograph.dashboard.message;

import java.io.Serial;

/**
 * A message cannot be counted, or not from here on. {@link Kind#POISON} is what ends
 * MISP-dashboard's process: nothing of the message counts. {@link Kind#INCOMPLETE} is what
 * MISP-dashboard logs and leaves: what came before counts. It carries names and rules, never
 * values, and no stack trace.
 */
final class UnusableException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** See the class. */
  enum Kind {
    POISON,
    INCOMPLETE
  }

  private final Kind kind;
  private final Rejection rejection;
  private final String detail;

  private UnusableException(Kind kind, Rejection rejection, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
    this.rejection = rejection;
    this.detail = detail;
  }

  static UnusableException poison(Rejection rejection, String detail) {
    return new UnusableException(Kind.POISON, rejection, detail);
  }

  static UnusableException incomplete(Rejection rejection, String detail) {
    return new UnusableException(Kind.INCOMPLETE, rejection, detail);
  }

  Kind kind() {
    return kind;
  }

  Rejection rejection() {
    return rejection;
  }

  String detail() {
    return detail;
  }
}
