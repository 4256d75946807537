package io.heliograph.exchange.json;

/** A text that is no JSON or exceeds a limit; the message is one sentence for the sender. */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1;

  /** With the sentence that the sender reads. */
  public MalformedJsonException(String message) {
    super(message);
  }
}
