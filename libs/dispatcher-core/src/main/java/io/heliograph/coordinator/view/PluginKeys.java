package io.heliograph.coordinator.view;

import java.util.ArrayList;
import java.util.List;

/** Many subscriptions, as an event loop is asked about them. */
public final class PluginKeys {
  /** Subscriptions that an event loop is asked about in one message. */
  private static final int PART_MAX = 50;

  private PluginKeys() {}

  /** The keys in parts that hold up an event loop for no longer than a fetch does. */
  public static List<List<String>> parts(List<String> pluginKeys) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < pluginKeys.size(); from += PART_MAX) {
      parts.add(pluginKeys.subList(from, Math.min(from + PART_MAX, pluginKeys.size())));
    }
    return parts;
  }
}
