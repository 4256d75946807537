package io.heliograph.event.publish;

import io.heliograph.event.json.Node;

/** Which statuses bring results, and which flags these inherit from the input. */
final class StatusResults {
  private StatusResults() {}

  /** Whether the results of such a status become events. */
  static boolean apply(String status) {
    return switch (status) {
      case "completed", "completed-empty", "completed-with-errors" -> true;
      default -> false;
    };
  }

  /**
   * The member {@code flags} of each result: expedite and bypass_cache of the input, never retry.
   */
  static String flagsOf(Node input) {
    StringBuilder json = new StringBuilder("\"flags\":{");
    if (input.flag("bypass_cache")) {
      json.append("\"bypass_cache\":true");
    }
    if (input.flag("expedite")) {
      json.append(json.charAt(json.length() - 1) == '{' ? "" : ",").append("\"expedite\":true");
    }
    return json.append('}').toString();
  }
}
