package io.heliograph.kit.error;

import io.vertx.core.json.JsonObject;

/**
 * A problem document (RFC 9457).
 *
 * @param code which error
 * @param detail the cause first, one sentence
 */
public record Problem(ErrorCode code, String detail) {
  /** The media type of a problem document. */
  public static final String TYPE = "application/problem+json";

  /** The document. */
  public String body() {
    return body(code.status(), code.title(), detail);
  }

  /** The header {@code Retry-After}; 0 where it is left out, as all but status 503 do. */
  public int retryAfterSeconds() {
    return code.status() == 503 ? 1 : 0;
  }

  static String body(int status, String title, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .encode();
  }
}
