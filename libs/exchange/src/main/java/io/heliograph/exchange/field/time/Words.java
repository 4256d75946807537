package io.heliograph.exchange.field.time;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a time, English, whatever their case. Zone names are the exception: case counts. */
final class Words {
  private static final Set<String> JUMPS =
      Set.of(
          " ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd",
          "rd", "th");
  private static final Set<String> WEEKDAYS =
      Set.of(
          "mon",
          "monday",
          "tue",
          "tuesday",
          "wed",
          "wednesday",
          "thu",
          "thursday",
          "fri",
          "friday",
          "sat",
          "saturday",
          "sun",
          "sunday");
  private static final List<Set<String>> MONTHS =
      List.of(
          Set.of("jan", "january"),
          Set.of("feb", "february"),
          Set.of("mar", "march"),
          Set.of("apr", "april"),
          Set.of("may"),
          Set.of("jun", "june"),
          Set.of("jul", "july"),
          Set.of("aug", "august"),
          Set.of("sep", "sept", "september"),
          Set.of("oct", "october"),
          Set.of("nov", "november"),
          Set.of("dec", "december"));
  private static final List<Set<String>> UNITS =
      List.of(
          Set.of("h", "hour", "hours"),
          Set.of("m", "minute", "minutes"),
          Set.of("s", "second", "seconds"));
  private static final List<Set<String>> HALVES = List.of(Set.of("am", "a"), Set.of("pm", "p"));
  private static final Set<String> UTC = Set.of("utc", "gmt", "z");
  private static final Set<String> UTC_NAMES = Set.of("UTC", "GMT", "Z", "z");
  private static final int ZONE_LENGTH_MAX = 5;

  private Words() {}

  /** Whether a word may stand anywhere and means nothing. */
  static boolean isJump(String token) {
    return JUMPS.contains(fold(token));
  }

  static boolean isWeekday(String token) {
    return WEEKDAYS.contains(fold(token));
  }

  /** 1 to 12, or 0. */
  static int month(String token) {
    return place(MONTHS, token) + 1;
  }

  /** 0 hours, 1 minutes, 2 seconds, or -1. */
  static int unit(String token) {
    return place(UNITS, token);
  }

  /** 0 before noon, 1 after noon, or -1. */
  static int half(String token) {
    return place(HALVES, token);
  }

  static boolean isOf(String token) {
    return fold(token).equals("of");
  }

  static boolean isUtc(String zone) {
    return UTC.contains(fold(zone));
  }

  static boolean isZoneName(String token) {
    return token.length() <= ZONE_LENGTH_MAX
        && (UTC_NAMES.contains(token)
            || token.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z'));
  }

  private static int place(List<Set<String>> words, String token) {
    String folded = fold(token);
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).contains(folded)) {
        return i;
      }
    }
    return -1;
  }

  private static String fold(String token) {
    return token.toLowerCase(Locale.ROOT);
  }
}
