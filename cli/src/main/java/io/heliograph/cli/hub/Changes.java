package io.heliograph.cli.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Names what differs between how a part was started and how it should be. */
final class Changes {

  private Changes() {}

  /** Such as {@code port 8111 -> 8211}; empty when nothing differs. */
  static List<String> between(SortedMap<String, String> before, SortedMap<String, String> after) {
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      String old = before.getOrDefault(name, "unset");
      String now = after.getOrDefault(name, "unset");
      if (!old.equals(now)) {
        changes.add(name + " " + old + " -> " + now);
      }
    }
    return changes;
  }
}
