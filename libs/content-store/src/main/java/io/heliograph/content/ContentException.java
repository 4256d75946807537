package io.heliograph.content;

import java.io.Serial;

/**
 * Why a content is refused, or what failed; to be told to clients. It carries identifiers and
 * limits, never payloads, and no stack trace: it is an answer, not a defect.
 */
public final class ContentException extends RuntimeException {
  /** What kind of answer it is. */
  public enum Reason {
    /** The SHA-256 has another form than 64 lower-case hexadecimal digits. */
    BAD_HASH,
    /** There is no such source or label. */
    UNKNOWN_PLACE,
    /** The upload has no bytes. */
    EMPTY,
    /** The upload has another SHA-256 than its client said. */
    HASH_MISMATCH,
    /** The upload is larger than one may be. */
    TOO_LARGE,
    /** The upload did not arrive whole. */
    UNREADABLE,
    /** There is no room for now; it passes by itself. */
    BUSY,
    /** The disk or the store is full. */
    FULL,
    /** The store failed; the log says how. */
    FAILED
  }

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int retryAfterSeconds;

  /** An answer for which there is no time to come back. */
  public ContentException(Reason reason, String detail) {
    this(reason, detail, 0);
  }

  /**
   * An answer.
   *
   * @param detail one sentence
   * @param retryAfterSeconds for {@code Retry-After}; 0 when it is not known
   */
  public ContentException(Reason reason, String detail, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static ContentException busy(String detail) {
    return new ContentException(Reason.BUSY, detail, 1);
  }

  /** What kind of answer it is. */
  public Reason reason() {
    return reason;
  }

  /** One sentence. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Seconds for {@code Retry-After}; 0 when it is not known. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
