package io.heliograph.event.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Times as RFC 3339 writes them: date, T, time with up to any number of fraction digits, zone. */
public final class Rfc3339 {
  private static final int SECONDS_LENGTH = 19;

  private Rfc3339() {}

  /** Whether the text is such a time with existing date, hour and offset. */
  public static boolean isValid(String text) {
    return parse(text).isPresent();
  }

  /** The instant that the text names, in nanoseconds, or empty when it is no such time. */
  public static Optional<Instant> parse(String text) {
    int length = text.length();
    if (length < SECONDS_LENGTH + 1
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int zone = SECONDS_LENGTH;
    int nanos = 0;
    if (text.charAt(zone) == '.') {
      int factor = 100_000_000;
      zone++;
      int fraction = zone;
      while (zone < length && isDigit(text.charAt(zone))) {
        nanos += factor * (text.charAt(zone) - '0');
        factor /= 10;
        zone++;
      }
      if (zone == fraction) {
        return Optional.empty();
      }
    }
    int offset = offsetSeconds(text, zone);
    if (offset == Integer.MIN_VALUE || (year | month | day | hour | minute | second) < 0) {
      return Optional.empty();
    }
    if (hour > 23 || minute > 59 || second > 59) {
      return Optional.empty();
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      long seconds = days * 86_400 + hour * 3_600L + minute * 60L + second - offset;
      return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static int offsetSeconds(String text, int at) {
    if (at == text.length() - 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    if (at != text.length() - 6 || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(at);
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private static boolean isDigit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }
}
