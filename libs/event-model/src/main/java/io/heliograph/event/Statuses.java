package io.heliograph.event;

/** The groups of status values (contract event-model.md section 4). Unknown ones are in none. */
public final class Statuses {
  private Statuses() {}

  /** Whether the work ended well, so that its results count. */
  public static boolean isCompleted(String status) {
    return switch (status) {
      case "completed", "completed-empty", "completed-with-errors" -> true;
      default -> false;
    };
  }

  /** Whether the work is still going on. */
  public static boolean isInProgress(String status) {
    return switch (status) {
      case "heartbeat", "dequeued", "download-requested" -> true;
      default -> false;
    };
  }

  /** Whether the work ended with an error. */
  public static boolean isError(String status) {
    return switch (status) {
      case "error-exception",
          "error-network",
          "error-runner",
          "error-input",
          "error-output",
          "error-timeout",
          "error-out-of-memory" ->
          true;
      default -> false;
    };
  }
}
