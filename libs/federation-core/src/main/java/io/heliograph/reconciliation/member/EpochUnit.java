package io.heliograph.reconciliation.member;

/** What a member's epochs count (member file: {@code epoch-unit}). */
public enum EpochUnit {
  /** Unix seconds, as the specification's prototype and we count. */
  SECONDS(1_000),
  /** Unix milliseconds. */
  MILLISECONDS(1),
  /** Snapshots or anything else that is no time: the skew rule says nothing about them. */
  COUNTER(0);

  private final long millis;

  EpochUnit(long millis) {
    this.millis = millis;
  }

  /** Whether an epoch lies more than so much in the future. */
  boolean isBeyond(long epoch, long nowMillis, long skewMillis) {
    return millis > 0 && epoch > Math.floorDiv(nowMillis + skewMillis, millis);
  }
}
