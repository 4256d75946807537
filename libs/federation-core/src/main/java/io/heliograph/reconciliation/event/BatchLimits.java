package io.heliograph.reconciliation.event;

/**
 * Where a batch ends (contract federation.md, section 5.2).
 *
 * @param eventsMax events of one batch
 * @param bytesMax bytes of one batch; a larger event is one of its own
 * @param ageMillis between the time stamps of its first and its last event
 */
public record BatchLimits(int eventsMax, long bytesMax, long ageMillis) {
  /** The contract's figures. */
  public static final BatchLimits DEFAULT = new BatchLimits(1_000, 1 << 20, 2_000);
}
