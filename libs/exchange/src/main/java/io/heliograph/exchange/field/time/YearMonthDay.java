package io.heliograph.exchange.field.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Three numbers of a date in the order in which they stood, and which of them is known to be year
 * or month. The rest is decided by their size: what is over 31 is a year, over 12 a day; of two
 * that could be either the month stands first.
 */
final class YearMonthDay {
  private static final int UNKNOWN = -1;
  private static final int DAYS_MAX = 31;
  private static final int MONTHS_MAX = 12;
  private static final int CENTURY = 100;
  private static final int WINDOW = 50;
  private static final int LEAP_YEAR = 2000;

  private final List<Integer> values = new ArrayList<>();
  private boolean centurySpecified;
  private int yearAt = UNKNOWN;
  private int monthAt = UNKNOWN;

  int size() {
    return values.size();
  }

  /** Digits: three and more of them are a year. */
  void add(String digits) throws UnreadableTimeException {
    int value = Digits.number(digits);
    if (digits.length() > 2) {
      addYear(value);
    } else {
      append(value);
    }
  }

  /** A number that stood alone: beyond 100 it is a year. */
  void add(int value) throws UnreadableTimeException {
    if (value > CENTURY) {
      addYear(value);
    } else {
      append(value);
    }
  }

  void addYear(int value) throws UnreadableTimeException {
    centurySpecified = true;
    if (yearAt != UNKNOWN) {
      throw new UnreadableTimeException("two years");
    }
    yearAt = values.size();
    append(value);
  }

  void addMonth(int value) throws UnreadableTimeException {
    if (monthAt != UNKNOWN) {
      throw new UnreadableTimeException("two months");
    }
    monthAt = values.size();
    append(value);
  }

  private void append(int value) throws UnreadableTimeException {
    if (values.size() == 3) {
      throw new UnreadableTimeException("more than a year, a month and a day");
    }
    values.add(value);
  }

  /** Whether a number that stands before an unknown word could be the day. */
  boolean couldBeDay(int value) {
    int days = DAYS_MAX;
    if (monthAt != UNKNOWN) {
      int year = yearAt == UNKNOWN ? LEAP_YEAR : values.get(yearAt);
      try {
        days = YearMonth.of(year, values.get(monthAt)).lengthOfMonth();
      } catch (DateTimeException noMonth) {
        return false;
      }
    }
    return value >= 1 && value <= days;
  }

  /** The date, years of two digits within 50 of the given one. */
  LocalDate date(int presentYear) throws UnreadableTimeException {
    if (values.size() != 3) {
      throw new UnreadableTimeException("no full date");
    }
    int[] places = places();
    int year = year(values.get(places[0]), presentYear);
    if (year < 1 || year > 9999) {
      throw new UnreadableTimeException("year");
    }
    try {
      return LocalDate.of(year, values.get(places[1]), values.get(places[2]));
    } catch (DateTimeException noDate) {
      throw new UnreadableTimeException("no day of the calendar");
    }
  }

  /** Where year, month and day stand. */
  private int[] places() {
    if (yearAt != UNKNOWN && monthAt != UNKNOWN) {
      return new int[] {yearAt, monthAt, 3 - yearAt - monthAt};
    }
    int first = values.get(0);
    int second = values.get(1);
    return switch (monthAt) {
      case 0 -> second > DAYS_MAX ? new int[] {1, 0, 2} : new int[] {2, 0, 1};
      case 1 -> first > DAYS_MAX ? new int[] {0, 1, 2} : new int[] {2, 1, 0};
      case 2 -> second > DAYS_MAX ? new int[] {1, 2, 0} : new int[] {0, 2, 1};
      default -> {
        if (first > DAYS_MAX || yearAt == 0) {
          yield new int[] {0, 1, 2};
        }
        yield first > MONTHS_MAX ? new int[] {2, 1, 0} : new int[] {2, 0, 1};
      }
    };
  }

  private int year(int value, int presentYear) {
    return centurySpecified ? value : expand(value, presentYear);
  }

  /** A year of two digits becomes the one within 50 years of the present. */
  static int expand(int value, int presentYear) {
    if (value >= CENTURY) {
      return value;
    }
    int year = value + presentYear / CENTURY * CENTURY;
    if (year >= presentYear + WINDOW) {
      return year - CENTURY;
    }
    return year < presentYear - WINDOW ? year + CENTURY : year;
  }
}
