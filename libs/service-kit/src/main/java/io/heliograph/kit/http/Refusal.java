package io.heliograph.kit.http;

import java.util.Map;

/**
 * Why a request is refused, before its API puts that into its own form.
 *
 * @param status of the answer
 * @param kind one of a fixed set, for metrics and the log
 * @param title what clients know the status by
 * @param detail the cause first, one sentence
 * @param headers of the answer beside those of its form
 */
public record Refusal(
    int status, String kind, String title, String detail, Map<String, String> headers) {
  public Refusal {
    headers = Map.copyOf(headers);
  }

  /** A refusal without headers of its own. */
  public Refusal(int status, String kind, String title, String detail) {
    this(status, kind, title, detail, Map.of());
  }

  /** A malformed request: nothing behind it on its connection can be trusted. */
  static Refusal malformed(String detail) {
    return new Refusal(400, "malformed", "invalid request", detail, Map.of("Connection", "close"));
  }

  static Refusal forbidden(String kind, String detail) {
    return new Refusal(403, kind, "forbidden", detail);
  }
}
