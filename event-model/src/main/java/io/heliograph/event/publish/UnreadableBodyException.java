package io.heliograph.event.publish;

/** A body that is refused whole; the message is the detail of the answer 422. */
public final class UnreadableBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableBodyException(String detail) {
    super(detail, null, false, false);
  }

  /** The detail of the answer. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
