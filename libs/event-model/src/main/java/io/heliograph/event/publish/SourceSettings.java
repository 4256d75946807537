package io.heliograph.event.publish;

import io.heliograph.event.json.Node;

/** The stage SourceSettingRemoval: settings of a submission that end at a depth of the path. */
final class SourceSettings {
  private static final String REMOVE_AT_DEPTH = "remove_at_depth";

  private SourceSettings() {}

  /** Whether the settings end with this event; a depth that is no integer never does. */
  static boolean endAt(Node event) {
    String depth = event.record("source").map("settings").get(REMOVE_AT_DEPTH);
    if (depth == null) {
      return false;
    }
    try {
      return event.record("source").records("path").size() >= Integer.parseInt(depth);
    } catch (NumberFormatException notADepth) {
      return false;
    }
  }
}
