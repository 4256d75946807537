package io.heliograph.dashboard.honour;

import io.heliograph.dashboard.read.Honours;
import io.heliograph.event.StatisticsKeys;
import java.util.Optional;

/**
 * What can be given by hand.
 *
 * @param award how it stands in awards
 * @param name its name after the organisation's key
 */
record Honour(String award, String name) {

  static Optional<Honour> parse(String id) {
    if (id.matches("badge-[1-5]")) {
      int number = id.charAt(id.length() - 1) - '0';
      return Optional.of(new Honour("[\"badge\", " + number + "]", StatisticsKeys.BADGE + number));
    }
    if (id.matches("requirement-1[56]")) {
      int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
      return Optional.of(
          new Honour(
              "[\"contribution_status\", " + number + "]", StatisticsKeys.REQUIREMENT + number));
    }
    return Optional.empty();
  }

  String key(String organisation) {
    return Honours.key(organisation, name);
  }
}
