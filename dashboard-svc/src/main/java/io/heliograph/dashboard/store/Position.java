package io.heliograph.dashboard.store;

/**
 * Where a record is.
 *
 * @param partition topic id and partition
 * @param expected the next offset that the store must have for it; -1 when it must have none
 * @param offset the record's
 */
public record Position(String partition, long expected, long offset) {
  /** What the store has for a partition that it never saw. */
  public static final long NONE = -1;

  public Position {
    if (partition.isEmpty() || offset < 0 || expected < NONE || expected > offset) {
      throw new IllegalArgumentException(
          "no position: " + partition + " " + expected + " " + offset);
    }
  }
}
