package io.heliograph.record.sign;

import io.heliograph.record.ResultCode;

/** A signature that a draft does not take. */
public final class SigningException extends Exception {
  private final transient ResultCode code;

  SigningException(ResultCode code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * FAILED_SIGNATURE when it is of no owner, DUPLICATE_SIGNATURES when the owner signed already.
   */
  public ResultCode code() {
    return code;
  }
}
