package io.heliograph.reconciliation.alert;

/** What can be wrong in a federation (contract federation.md, sections 3.3, 3.5 and 3.9). */
public enum AlertKind {
  /** A snapshot's epoch lies too far in the future. */
  EPOCH_SKEW(Severity.WARNING),
  /** A snapshot has a higher vector clock and a lower epoch than the one before. */
  EPOCH_REGRESSION(Severity.WARNING),
  /** A member serves snapshots that are older than what was seen, three times in a row. */
  ROLLBACK(Severity.WARNING),
  /** A member's vector clock began again on the same chain of snapshots. */
  VC_RESET(Severity.WARNING),
  /** A member's chain of snapshots was replaced by one that does not link to what was seen. */
  CHAIN_REPLACED(Severity.CRITICAL),
  /** Clock or epoch do not decrease along a member's older snapshots. */
  CHAIN_NOT_MONOTONIC(Severity.CRITICAL),
  /** Two snapshots of one member have the same vector clock; there is a proof. */
  EQUIVOCATION(Severity.PAGE),
  /** Two snapshots of one epoch are not on one chain; without a proof. */
  EQUIVOCATION_SUSPECTED(Severity.CRITICAL),
  /** Three exchanges with a member failed in a row. */
  EXCHANGE_FAILING(Severity.WARNING),
  /** Ten exchanges with a member failed in a row. */
  EXCHANGE_DEAD(Severity.CRITICAL),
  /** A member answered with something that is refused. */
  EXCHANGE_REFUSED(Severity.WARNING),
  /** A provider has published two chains. */
  PROVIDER_FORK(Severity.CRITICAL),
  /** An advertisement is not its provider's, or nobody delegated to its signer. */
  FOREIGN_AD(Severity.CRITICAL),
  /** The older part of a provider's chain is gone everywhere. */
  CHAIN_TRUNCATED(Severity.WARNING),
  /** A provider's chain is longer than the limit. */
  CHAIN_TOO_LONG(Severity.CRITICAL),
  /** A provider's chain met itself. */
  CHAIN_LOOP(Severity.CRITICAL),
  /** A member names more new providers than one epoch may bring. */
  PROVIDERS_WAITING(Severity.WARNING),
  /** A member's height hints were wrong too often; they are no longer read. */
  HINTS_IGNORED(Severity.WARNING),
  /** The provider maps of a member and of this instance differ by too much, or for too long. */
  DRIFT(Severity.WARNING),
  /** The instance's own clock is not to be trusted; it signs nothing. */
  CLOCK(Severity.CRITICAL),
  /** One key of a source was offered for two different events. */
  EVENT_COLLISION(Severity.CRITICAL);

  private final Severity severity;

  AlertKind(Severity severity) {
    this.severity = severity;
  }

  /** How urgent it is. */
  public Severity severity() {
    return severity;
  }

  /** How urgent an alert is. */
  public enum Severity {
    /** To be looked at in working hours. */
    WARNING,
    /** To be looked at today. */
    CRITICAL,
    /** To be looked at now. */
    PAGE
  }
}
