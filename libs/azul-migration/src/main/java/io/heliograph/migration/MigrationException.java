package io.heliograph.migration;

import java.io.Serial;

/**
 * Why a migration is refused or does not get on; to be told to operators. It carries identifiers
 * and rules, never payloads, and no stack trace: it is an answer, not a defect.
 */
public final class MigrationException extends RuntimeException {
  /** What kind of answer it is. */
  public enum Reason {
    /** The request breaks a rule, which the detail names. */
    INVALID,
    /** The source is not one that the operator has listed. */
    FORBIDDEN,
    /** There is no migration of that id. */
    NOT_FOUND,
    /** What the migration is doing does not allow it. */
    CONFLICT,
    /** A cluster does not answer, or the hub is not ready; it passes by itself. */
    UNAVAILABLE
  }

  @Serial private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * An answer.
   *
   * @param detail one sentence
   */
  public MigrationException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  static MigrationException unavailable(String detail) {
    return new MigrationException(Reason.UNAVAILABLE, detail);
  }

  /** What kind of answer it is. */
  public Reason reason() {
    return reason;
  }

  /** One sentence. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
