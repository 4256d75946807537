package io.heliograph.event.source;

import java.time.Duration;

/** The text of {@code expire_events_after}: {@code 0}, or a number, one space and a unit. */
final class Expiry {
  private Expiry() {}

  /**
   * @throws IllegalArgumentException saying which rule the text breaks
   */
  static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    int space = text.indexOf(' ');
    if (space <= 0 || text.indexOf(' ', space + 1) >= 0 || !digits(text, space)) {
      throw new IllegalArgumentException(
          "must be \"0\" or a number, one space and days, weeks, months or years, but is \""
              + text
              + "\"");
    }
    long days =
        switch (text.substring(space + 1)) {
          case "days" -> 1;
          case "weeks" -> 7;
          case "months" -> 30;
          case "years" -> 365;
          default ->
              throw new IllegalArgumentException(
                  "unit must be days, weeks, months or years, but is \""
                      + text.substring(space + 1)
                      + "\"");
        };
    return Duration.ofDays(days * Integer.parseInt(text, 0, space, 10));
  }

  private static boolean digits(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return end <= 6;
  }
}
