package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Locator;

/**
 * What a status record says about a delivery.
 *
 * @param author the name of the plugin that says so
 * @param authorVersion the version of that plugin; empty when it is not known
 * @param status the status value as it was sent
 */
public record StatusSignal(
    Locator delivery, String author, String authorVersion, Kind kind, String status) {
  /** What kinds of status do to a lease. */
  public enum Kind {
    /** Completed or opted out: done, whichever attempt says so. */
    COMPLETED,
    /** Failed for good: done if it is the attempt that counts. */
    ERROR,
    /** Failed in a way that may pass: tried again if it is the attempt that counts. */
    TRANSIENT,
    /** Still at it: the lease is extended. */
    HEARTBEAT,
    /** Says nothing about the lease. */
    OTHER
  }

  /** What became of the signal (contract dispatcher.md part 1 row 6). */
  public enum Effect {
    DONE,
    EXTENDED,
    /** The attempt is over; the event is tried again or given up. */
    FAILED,
    /** Already done, or an error of an older attempt. */
    LATE,
    /** Not a delivery of ours: stored as data, without effect. */
    FOREIGN,
    NONE,
    /** The partition is not this event loop's. */
    ELSEWHERE
  }
}
