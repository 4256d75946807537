package io.heliograph.coordinator.runtime;

import java.io.Serial;

/** A refusal that passes by itself: whoever asked may ask again after a second. No stack trace. */
public final class BusyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why there is no answer now. */
  public enum Reason {
    /** What is needed for an answer is away or still begins. */
    UNAVAILABLE,
    /** The asker, or all together, have asked for too much. */
    TOO_MANY_REQUESTS,
    /** What was asked for before is not done yet. */
    OVERLOADED
  }

  private final Reason reason;

  /** A refusal for that reason, told in one sentence. */
  public BusyException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
