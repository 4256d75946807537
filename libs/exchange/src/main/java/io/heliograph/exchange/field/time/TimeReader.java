package io.heliograph.exchange.field.time;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;

/** Reads one text token by token. Every token must mean something; used once. */
final class TimeReader {
  private static final int DATE_LENGTH = 8;
  private static final int DATE_MINUTE_LENGTH = 12;
  private static final int DATE_SECOND_LENGTH = 14;
  private static final int SHORT_LENGTH = 6;
  private static final int DAY_HOURS = 24;

  private final List<String> tokens;
  private final int presentYear;
  private final YearMonthDay date = new YearMonthDay();
  private final Clock clock = new Clock();
  private final Zone zone = new Zone();

  TimeReader(String text, int presentYear) {
    this.tokens = Tokens.of(text);
    this.presentYear = presentYear;
  }

  /** The time in UTC. */
  LocalDateTime read() throws UnreadableTimeException {
    for (int at = 0; at < tokens.size(); at++) {
      at = token(at);
    }
    return LocalDateTime.of(date.date(presentYear), clock.time())
        .minusSeconds(zone.offsetSeconds());
  }

  /** Reads what begins at a place; the place of its last token. */
  private int token(int at) throws UnreadableTimeException {
    String token = tokens.get(at);
    if (Digits.isNumber(token)) {
      return number(at);
    }
    if (Words.isWeekday(token)) {
      return at;
    }
    if (Words.month(token) > 0) {
      return month(at);
    }
    if (Words.half(token) >= 0) {
      clock.half(Words.half(token));
      return at;
    }
    if (clock.hasHour() && zone.takesName() && Words.isZoneName(token)) {
      zone.name(tokens, at);
      return at;
    }
    if (clock.hasHour() && (token.equals("+") || token.equals("-"))) {
      return zone.offset(tokens, at);
    }
    if (!Words.isJump(token)) {
      throw new UnreadableTimeException("a word that means nothing");
    }
    return at;
  }

  /** Jan, Jan-01, Jan-01-99, Jan of 01. */
  private int month(int at) throws UnreadableTimeException {
    date.addMonth(Words.month(tokens.get(at)));
    String separator = peek(at + 1);
    if (separator.equals("-") || separator.equals("/")) {
      date.add(peek(at + 2));
      if (peek(at + 3).equals(separator)) {
        date.add(peek(at + 4));
        return at + 4;
      }
      return at + 2;
    }
    if (at + 4 < tokens.size()
        && separator.equals(" ")
        && Words.isOf(peek(at + 2))
        && peek(at + 3).equals(" ")) {
      if (Digits.isDigits(peek(at + 4))) {
        date.addYear(YearMonthDay.expand(Digits.number(peek(at + 4)), presentYear));
      }
      return at + 4;
    }
    return at;
  }

  private int number(int at) throws UnreadableTimeException {
    String token = tokens.get(at);
    int length = token.length();
    if (date.size() == 3
        && (length == 2 || length == 4)
        && !clock.hasHour()
        && !peek(at + 1).equals(":")
        && Words.unit(peek(at + 1)) < 0) {
      // 19990101T23[59]
      clock.hour(Digits.number(token.substring(0, 2)));
      if (length == 4) {
        clock.minute(Digits.number(token.substring(2)));
      }
      return at;
    }
    if (length == SHORT_LENGTH || token.indexOf('.') == SHORT_LENGTH) {
      sixDigits(token);
      return at;
    }
    if (length == DATE_LENGTH || length == DATE_MINUTE_LENGTH || length == DATE_SECOND_LENGTH) {
      run(token);
      return at;
    }
    int unitAt = unitAt(at);
    if (unitAt >= 0) {
      int unit = Words.unit(tokens.get(unitAt));
      clock.assign(token, unitAt > at ? unit : unit + 1);
      return Math.max(at, unitAt);
    }
    if (at + 2 < tokens.size() && peek(at + 1).equals(":")) {
      return time(at);
    }
    return dateNumber(at);
  }

  /** YYMMDD when it stands first, else HHMMSS[.f]. */
  private void sixDigits(String token) throws UnreadableTimeException {
    String first = token.substring(0, 2);
    String second = token.substring(2, 4);
    if (date.size() == 0 && token.indexOf('.') < 0) {
      date.add(first);
      date.add(second);
      date.add(token.substring(4));
    } else {
      clock.hour(Digits.number(first));
      clock.minute(Digits.number(second));
      clock.seconds(token.substring(4));
    }
  }

  /** YYYYMMDD[HHMM[SS]]. */
  private void run(String token) throws UnreadableTimeException {
    date.addYear(Digits.number(token.substring(0, 4)));
    date.add(token.substring(4, 6));
    date.add(token.substring(6, 8));
    if (token.length() > DATE_LENGTH) {
      clock.hour(Digits.number(token.substring(8, 10)));
      clock.minute(Digits.number(token.substring(10, 12)));
      if (token.length() > DATE_MINUTE_LENGTH) {
        clock.seconds(token.substring(12));
      }
    }
  }

  /** Where the unit of a number stands: behind it, or before it as in 12h04; else -1. */
  private int unitAt(int at) {
    if (Words.unit(peek(at + 1)) >= 0) {
      return at + 1;
    }
    if (peek(at + 1).equals(" ") && Words.unit(peek(at + 2)) >= 0) {
      return at + 2;
    }
    if (at > 0 && Words.unit(tokens.get(at - 1)) >= 0) {
      return at - 1;
    }
    boolean last = at > 1 && at == tokens.size() - 1;
    return last && tokens.get(at - 1).equals(" ") && Words.unit(tokens.get(at - 2)) >= 0
        ? at - 2
        : -1;
  }

  /** HH:MM[:SS[.f]]. */
  private int time(int at) throws UnreadableTimeException {
    clock.hour(Digits.decimal(tokens.get(at)).intValue());
    clock.minutes(Digits.decimal(tokens.get(at + 2)));
    if (at + 4 < tokens.size() && tokens.get(at + 3).equals(":")) {
      clock.seconds(tokens.get(at + 4));
      return at + 4;
    }
    return at + 2;
  }

  private int dateNumber(int at) throws UnreadableTimeException {
    String token = tokens.get(at);
    String next = peek(at + 1);
    if (next.equals("-") || next.equals("/") || next.equals(".")) {
      return separated(at, next);
    }
    BigDecimal value = Digits.decimal(token);
    if (next.isEmpty() || Words.isJump(next)) {
      int half = Words.half(peek(at + 2));
      if (half >= 0) {
        clock.hour(Clock.ofHalf(value.intValue(), half));
        return at + 2;
      }
      date.add(value.intValue());
      return Math.min(at + 1, tokens.size() - 1);
    }
    if (Words.half(next) >= 0 && value.intValue() < DAY_HOURS) {
      clock.hour(Clock.ofHalf(value.intValue(), Words.half(next)));
      return at + 1;
    }
    if (!date.couldBeDay(value.intValue())) {
      throw new UnreadableTimeException("a number that means nothing");
    }
    date.add(value.intValue());
    return at;
  }

  /** 01-01[-01], 01-Jan[-01], with dashes, slashes or dots. */
  private int separated(int at, String separator) throws UnreadableTimeException {
    date.add(tokens.get(at));
    String second = peek(at + 2);
    if (second.isEmpty() || Words.isJump(second)) {
      return at + 1;
    }
    part(second);
    if (!peek(at + 3).equals(separator)) {
      return at + 2;
    }
    part(peek(at + 4));
    return at + 4;
  }

  private void part(String token) throws UnreadableTimeException {
    int month = Words.month(token);
    if (month > 0) {
      date.addMonth(month);
    } else {
      date.add(token);
    }
  }

  private String peek(int at) {
    return at < tokens.size() ? tokens.get(at) : "";
  }
}
