package io.heliograph.exchange.field.time;

/** A text that is no time; without a stack trace, as it is an answer. */
final class UnreadableTimeException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableTimeException(String message) {
    super(message, null, false, false);
  }
}
