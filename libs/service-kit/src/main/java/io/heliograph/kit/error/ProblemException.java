package io.heliograph.kit.error;

import java.io.Serial;

/**
 * An error that a client is to be told: a rule and the field's name, no payload, no stack trace.
 */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final String detail;

  /** An error with that detail. */
  public ProblemException(ErrorCode code, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.detail = detail;
  }

  /** Which error. */
  public ErrorCode code() {
    return code;
  }

  /** The member {@code detail}. */
  public String detail() {
    return detail;
  }
}
