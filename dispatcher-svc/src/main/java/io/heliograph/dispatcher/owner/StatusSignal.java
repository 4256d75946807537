package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Locator;

/**
 * What a status record says about a delivery.
 *
 * @param author the name of the plugin that says so
 */
public record StatusSignal(Locator delivery, String author, Kind kind) {
  /** What kinds of status do to a lease. */
  public enum Kind {
    /** Completed or opted out: done, whichever attempt says so. */
    COMPLETED,
    /** Failed: done if it is the attempt that counts. */
    ERROR,
    /** Still at it: the lease is extended. */
    HEARTBEAT,
    /** Says nothing about the lease. */
    OTHER
  }

  /** What became of the signal (contract dispatcher.md part 1 row 6). */
  public enum Effect {
    DONE,
    EXTENDED,
    /** Already done, or an error of an older attempt. */
    LATE,
    /** Not a delivery of ours: stored as data, without effect. */
    FOREIGN,
    NONE,
    /** The partition is not this owner's. */
    ELSEWHERE
  }

  /** The kind of a status value (contract event-model.md section 4). */
  public static Kind kindOf(String status) {
    return switch (status) {
      case "completed", "completed-empty", "completed-with-errors", "opt-out" -> Kind.COMPLETED;
      case "heartbeat" -> Kind.HEARTBEAT;
      default -> status.startsWith("error-") ? Kind.ERROR : Kind.OTHER;
    };
  }
}
