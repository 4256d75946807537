package io.heliograph.dashboard.api;

import java.util.List;

/** What each requirement asks for, in words (contract dashboard.md section 4.2). */
final class Requirements {
  private static final List<String> TEXTS =
      List.of(
          "a sighting, with 2 points or more",
          "an attribute, with 4 points or more",
          "a discussion or proposal, with 8 points or more",
          "a sighting of the last month, with 16 points or more",
          "a discussion or proposal of the last month, with 32 points or more",
          "an event, with 64 points or more",
          "an event of the last month, with 128 points or more",
          "an event of the last week, with 256 points or more",
          "an event with tags in the last week, with 512 points or more",
          "over ten sightings in a week, with 1024 points or more",
          "over ten attributes in a week, with 2048 points or more",
          "over ten discussions or proposals in a week, with 4096 points or more",
          "over ten events in a week, with 8192 points or more",
          "over ten events with tags in a week, with 16384 points or more",
          "given by hand",
          "given by hand");

  private Requirements() {}

  static String text(int number) {
    return TEXTS.get(number - 1);
  }
}
