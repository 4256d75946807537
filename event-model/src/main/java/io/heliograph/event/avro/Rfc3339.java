package io.heliograph.event.avro;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Avro timestamps (microseconds since 1970 UTC) to RFC 3339 text and back. */
final class Rfc3339 {
  /** Go's zero time, 0001-01-01T00:00:00Z: no time given. */
  static final long ABSENT_MICROS = -62_135_596_800_000_000L;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long FIRST_SECOND = -62_167_219_200L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private Rfc3339() {}

  /** Whether the year has four digits, 0000 to 9999; JSON has no other. */
  static boolean hasText(long micros) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    return FIRST_SECOND <= second && second <= LAST_SECOND;
  }

  /** Writes the quoted text in UTC, without trailing zeros of the fraction. */
  static void put(long micros, Sink out) {
    long seconds = Math.floorDiv(micros, MICROS_PER_SECOND);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int second = Math.floorMod(seconds, SECONDS_PER_DAY);
    out.put('"');
    digits(date.getYear(), 4, out);
    out.put('-');
    digits(date.getMonthValue(), 2, out);
    out.put('-');
    digits(date.getDayOfMonth(), 2, out);
    out.put('T');
    digits(second / 3600, 2, out);
    out.put(':');
    digits(second / 60 % 60, 2, out);
    out.put(':');
    digits(second % 60, 2, out);
    fraction((int) Math.floorMod(micros, MICROS_PER_SECOND), out);
    out.put('Z');
    out.put('"');
  }

  /**
   * Reads {@code yyyy-MM-ddTHH:mm:ss[.fraction](Z|+HH:mm|-HH:mm)}; digits below the microsecond are
   * dropped.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  static long micros(String text) {
    int end = text.length();
    if (end < 20) {
      throw notATime();
    }
    expect(text, 4, '-');
    expect(text, 7, '-');
    expect(text, 10, 'T');
    expect(text, 13, ':');
    expect(text, 16, ':');
    long day = epochDay(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    int second =
        number(text, 11, 2, 23) * 3600 + number(text, 14, 2, 59) * 60 + number(text, 17, 2, 59);
    int zone = 19;
    int micros = 0;
    if (text.charAt(19) == '.') {
      int unit = 100_000;
      for (zone = 20; zone < end && isDigit(text.charAt(zone)); zone++) {
        micros += (text.charAt(zone) - '0') * unit;
        unit /= 10;
      }
      if (zone == 20) {
        throw notATime();
      }
    }
    long seconds = day * SECONDS_PER_DAY + second - offsetSeconds(text, zone);
    return seconds * MICROS_PER_SECOND + micros;
  }

  private static long epochDay(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a day of the calendar", e);
    }
  }

  private static int offsetSeconds(String text, int zone) {
    int rest = text.length() - zone;
    if (rest == 1 && text.charAt(zone) == 'Z') {
      return 0;
    }
    if (rest != 6 || (text.charAt(zone) != '+' && text.charAt(zone) != '-')) {
      throw notATime();
    }
    expect(text, zone + 3, ':');
    int offset = number(text, zone + 1, 2, 23) * 3600 + number(text, zone + 4, 2, 59) * 60;
    return text.charAt(zone) == '-' ? -offset : offset;
  }

  private static void fraction(int micros, Sink out) {
    if (micros == 0) {
      return;
    }
    int width = 6;
    int rest = micros;
    while (rest % 10 == 0) {
      rest /= 10;
      width--;
    }
    out.put('.');
    digits(rest, width, out);
  }

  private static void digits(int number, int width, Sink out) {
    int unit = 1;
    for (int i = 1; i < width; i++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      out.put('0' + number / unit % 10);
    }
  }

  private static int number(String text, int from, int width, int max) {
    int number = number(text, from, width);
    if (number > max) {
      throw notATime();
    }
    return number;
  }

  private static int number(String text, int from, int width) {
    int number = 0;
    for (int i = from; i < from + width; i++) {
      char digit = text.charAt(i);
      if (!isDigit(digit)) {
        throw notATime();
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private static void expect(String text, int at, char wanted) {
    if (text.charAt(at) != wanted) {
      throw notATime();
    }
  }

  private static IllegalArgumentException notATime() {
    return new IllegalArgumentException("not an RFC 3339 time");
  }
}
