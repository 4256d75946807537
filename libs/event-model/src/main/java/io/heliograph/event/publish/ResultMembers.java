package io.heliograph.event.publish;

import io.heliograph.event.json.EventScan;
import io.heliograph.event.json.Node;

/**
 * What a result of a status gets when it becomes an event: today's version, and of the input's
 * flags expedite and bypass_cache, never retry.
 */
final class ResultMembers {
  private ResultMembers() {}

  /** The members, each after a comma. */
  static String of(Node result, Node inputFlags) {
    long version = Math.max(EventScan.VERSION_MIN, result.number("model_version"));
    StringBuilder json = new StringBuilder(64);
    json.append(",\"model_version\":").append(version).append(",\"flags\":{");
    if (inputFlags.flag("bypass_cache")) {
      json.append("\"bypass_cache\":true");
    }
    if (inputFlags.flag("expedite")) {
      json.append(inputFlags.flag("bypass_cache") ? "," : "").append("\"expedite\":true");
    }
    return json.append('}').toString();
  }
}
