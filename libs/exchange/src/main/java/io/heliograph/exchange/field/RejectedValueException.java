package io.heliograph.exchange.field;

/** A value that its type does not take; the message says what the type wants. */
final class RejectedValueException extends Exception {
  private static final long serialVersionUID = 1;

  private final Rule rule;

  RejectedValueException(Rule rule, String message) {
    // Refusals are answers, made by the thousand: no stack trace.
    super(message, null, false, false);
    this.rule = rule;
  }

  static RejectedValueException sanitise(String message) {
    return new RejectedValueException(Rule.SANITISE, message);
  }

  static RejectedValueException type(String message) {
    return new RejectedValueException(Rule.TYPE, message);
  }

  Rule rule() {
    return rule;
  }
}
