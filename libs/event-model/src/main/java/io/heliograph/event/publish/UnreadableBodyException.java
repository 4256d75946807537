package io.heliograph.event.publish;

/** A body that is refused whole; the message is the detail of the answer 422. */
public final class UnreadableBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  public UnreadableBodyException(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  /** The detail of the answer. */
  public String detail() {
    return detail;
  }
}
