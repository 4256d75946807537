package io.heliograph.reconciliation.writer;

/**
 * When snapshots are written (contract federation.md, sections 3.2 and 0.9).
 *
 * @param debounceMillis of quiet after a change
 * @param delayMaxMillis after the first change, however many follow
 * @param gapMillis between two snapshots at least
 * @param heartbeatMillis after which one is written without a change
 * @param shareAtOnce share of changed providers above which none is waited for
 */
public record TriggerSettings(
    long debounceMillis,
    long delayMaxMillis,
    long gapMillis,
    long heartbeatMillis,
    double shareAtOnce) {
  /** Change-triggered, with the contract's figures. */
  public static final TriggerSettings ON_CHANGE =
      new TriggerSettings(2_000, 30_000, 1_000, 3_600_000, 0.01);

  /** Periodic: a change waits for the interval, whatever its size. */
  public static TriggerSettings periodic(long intervalMillis) {
    return new TriggerSettings(
        intervalMillis, intervalMillis, intervalMillis, 3_600_000, Double.POSITIVE_INFINITY);
  }
}
