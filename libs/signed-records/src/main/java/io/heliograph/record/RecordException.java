package io.heliograph.record;

/**
 * What was given is no record: {@link ResultCode#MALFORMED} or {@link ResultCode#DATA_TOO_LARGE}.
 */
public final class RecordException extends IllegalArgumentException {
  private final transient ResultCode code;

  RecordException(ResultCode code, String message) {
    super(message);
    this.code = code;
  }

  static RecordException malformed(String message) {
    return new RecordException(ResultCode.MALFORMED, message);
  }

  static RecordException tooLarge(String message) {
    return new RecordException(ResultCode.DATA_TOO_LARGE, message);
  }

  /** The answer to whoever gave it. */
  public ResultCode code() {
    return code;
  }
}
