package io.heliograph.event.publish;

/** A stored value that is no event of its model; the message names the place or the rule. */
public final class UnreadableEventException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message, null, false, false);
  }
}
