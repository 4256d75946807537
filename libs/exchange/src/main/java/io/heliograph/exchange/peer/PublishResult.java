package io.heliograph.exchange.peer;

import io.heliograph.exchange.envelope.EnvelopeCode;
import java.util.Locale;

/**
 * What publishing one message gives, and the status of a request with a single one (section 0.4). A
 * sender that has done its part gets a status under 400: IntelMQ's output would repeat the message
 * for ever otherwise.
 */
public enum PublishResult {
  /** Stored and passed on. */
  ACCEPTED(202),
  /** Known already, with the same content. */
  DUPLICATE(200),
  /** Came back to where it has been. */
  LOOP(200),
  /** Has been handed on too often. */
  TOO_MANY_HOPS(200),
  /** The id is known with other content: the first stays, this one is in quarantine. */
  CONFLICT(200),
  /** The envelope or a field breaks a rule. */
  REJECTED(422),
  /** The credential may not speak for that publisher. */
  FORBIDDEN_PUBLISHER(403);

  private final int status;

  PublishResult(int status) {
    this.status = status;
  }

  /** The HTTP status of a single message. */
  public int status() {
    return status;
  }

  /** As answers and metrics name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a refused envelope means for its sender. */
  static PublishResult of(EnvelopeCode code) {
    return switch (code) {
      case LOOP -> LOOP;
      case TOO_MANY_HOPS -> TOO_MANY_HOPS;
      case OK -> ACCEPTED;
      case MALFORMED,
          BAD_VERSION,
          UNSUPPORTED_VERSION,
          UNSUPPORTED_FORMAT,
          BAD_TYPE,
          BAD_PAYLOAD,
          MISSING_UUID,
          BAD_UUID,
          BAD_PATH,
          HASH_MISMATCH,
          SELF_PARENT ->
          REJECTED;
    };
  }
}
