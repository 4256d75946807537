package io.heliograph.dashboard.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A range of time. Most statistics are kept by day: these answer for every day that the range
 * touches, in the configured zone, and the answer names the first and the last.
 *
 * @param from its first moment
 * @param to the moment after its last
 * @param zone where days begin
 */
record Range(Instant from, Instant to, ZoneId zone) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

  Range {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("no range: " + from + " " + to);
    }
  }

  LocalDate firstDay() {
    return LocalDate.ofInstant(from, zone);
  }

  LocalDate lastDay() {
    return LocalDate.ofInstant(to.minusNanos(1), zone);
  }

  /** Every day it touches, the first first. */
  List<LocalDate> days() {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = firstDay(); !day.isAfter(lastDay()); day = day.plusDays(1)) {
      days.add(day);
    }
    return days;
  }

  /** The keys of its days. */
  List<String> keys(String prefix) {
    return days().stream().map(day -> key(prefix, day)).toList();
  }

  static String key(String prefix, LocalDate day) {
    return prefix + NAME.format(day);
  }

  boolean contains(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(to);
  }

  /** A moment as answers have it: RFC 3339 in the configured zone. */
  String text(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(zone));
  }
}
