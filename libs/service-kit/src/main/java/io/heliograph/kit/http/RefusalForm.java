package io.heliograph.kit.http;

/** The error form of a service's API. A service that has none of its own answers RFC 9457. */
public interface RefusalForm {
  /** What the body of refusals is: a media type. */
  String contentType();

  /** The body of a refusal. */
  byte[] body(Refusal refusal);
}
