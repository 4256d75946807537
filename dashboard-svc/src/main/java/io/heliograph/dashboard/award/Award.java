package io.heliograph.dashboard.award;

import io.heliograph.dashboard.read.Awards;
import io.heliograph.event.StatisticsKeys;
import java.util.Optional;

/**
 * A badge, or a requirement, that operators award.
 *
 * @param json its form in the list of awards
 * @param name its name after the organisation's key
 */
record Award(String json, String name) {

  static Optional<Award> parse(String id) {
    if (id.matches("badge-[1-5]")) {
      int number = id.charAt(id.length() - 1) - '0';
      return Optional.of(new Award("[\"badge\", " + number + "]", StatisticsKeys.BADGE + number));
    }
    if (id.matches("requirement-1[56]")) {
      int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
      return Optional.of(
          new Award(
              "[\"contribution_status\", " + number + "]", StatisticsKeys.REQUIREMENT + number));
    }
    return Optional.empty();
  }

  String key(String organisation) {
    return Awards.key(organisation, name);
  }
}
