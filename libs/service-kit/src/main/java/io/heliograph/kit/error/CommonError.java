package io.heliograph.kit.error;

/** The errors that every API answers. */
public enum CommonError implements ErrorCode {
  INVALID_REQUEST(400, "invalid request"),
  NOT_FOUND(404, "not found"),
  METHOD_NOT_ALLOWED(405, "method not allowed"),
  NOT_ACCEPTABLE(406, "not acceptable"),
  TOO_LARGE(413, "request too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported media type"),
  TOO_MANY(429, "too many requests"),
  INTERNAL(500, "internal error"),
  BUSY(503, "busy"),
  UNAVAILABLE(503, "unavailable");

  private final int status;
  private final String title;

  CommonError(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
