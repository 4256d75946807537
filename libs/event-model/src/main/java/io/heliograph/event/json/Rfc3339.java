package io.heliograph.event.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Times as RFC 3339 writes them: date, T, time with up to any number of fraction digits, zone. As
 * strict as Azul: capital T and Z, no leap second, existing days only.
 */
public final class Rfc3339 {
  private static final int SECONDS_LENGTH = 19;
  private static final int NANO_DIGITS = 9;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final byte[] FRAME = bytes("0000-00-00T00:00:00");

  private Rfc3339() {}

  /** Whether those bytes are such a time. */
  public static boolean isValid(byte[] text, int from, int to) {
    if (to - from <= SECONDS_LENGTH) {
      return false;
    }
    for (int i = 0; i < SECONDS_LENGTH; i++) {
      if (FRAME[i] == '0' ? !isDigit(text[from + i]) : text[from + i] != FRAME[i]) {
        return false;
      }
    }
    int month = two(text, from + 5);
    int day = two(text, from + 8);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= daysOf(two(text, from) * 100 + two(text, from + 2), month)
        && two(text, from + 11) <= 23
        && two(text, from + 14) <= 59
        && two(text, from + 17) <= 59
        && isZone(text, endOfFraction(text, from + SECONDS_LENGTH, to), to);
  }

  /**
   * Whether readers with bounded times can hold that valid time: nine digits of a fraction at most,
   * and in UTC between the years 1 and 9999.
   */
  static boolean isStorable(byte[] text, int from, int to) {
    int digits = endOfFraction(text, from + SECONDS_LENGTH, to) - (from + SECONDS_LENGTH) - 1;
    if (digits > NANO_DIGITS) {
      return false;
    }
    int year = two(text, from) * 100 + two(text, from + 2);
    if (year > 1 && year < 9999) {
      return true;
    }
    return parse(new String(text, from, to - from, StandardCharsets.US_ASCII))
        .filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST))
        .isPresent();
  }

  private static int daysOf(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Where the zone begins; the end of the text when a point has no digits. */
  private static int endOfFraction(byte[] text, int at, int to) {
    if (text[at] != '.') {
      return at;
    }
    int end = at + 1;
    while (end < to && isDigit(text[end])) {
      end++;
    }
    return end == at + 1 ? to : end;
  }

  private static boolean isZone(byte[] text, int at, int to) {
    if (to - at == 1) {
      return text[at] == 'Z';
    }
    return to - at == 6
        && (text[at] == '+' || text[at] == '-')
        && isDigit(text[at + 1])
        && isDigit(text[at + 2])
        && text[at + 3] == ':'
        && isDigit(text[at + 4])
        && isDigit(text[at + 5])
        && two(text, at + 1) <= 23
        && two(text, at + 4) <= 59;
  }

  private static boolean isDigit(byte unit) {
    return unit >= '0' && unit <= '9';
  }

  private static int two(byte[] text, int at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The instant that the text names, cut to nanoseconds, or empty when it is no such time. */
  public static Optional<Instant> parse(String time) {
    byte[] text = bytes(time);
    if (!isValid(text, 0, text.length)) {
      return Optional.empty();
    }
    long days =
        LocalDate.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8)).toEpochDay();
    int zone = endOfFraction(text, SECONDS_LENGTH, text.length);
    int nanos = 0;
    int factor = 100_000_000;
    for (int i = SECONDS_LENGTH + 1; i < zone; i++) {
      nanos += factor * (text[i] - '0');
      factor /= 10;
    }
    long seconds = days * 86_400 + two(text, 11) * 3_600L + two(text, 14) * 60L + two(text, 17);
    return Optional.of(Instant.ofEpochSecond(seconds - offsetSeconds(text, zone), nanos));
  }

  private static int offsetSeconds(byte[] text, int zone) {
    if (text[zone] == 'Z') {
      return 0;
    }
    int seconds = two(text, zone + 1) * 3_600 + two(text, zone + 4) * 60;
    return text[zone] == '-' ? -seconds : seconds;
  }
}
