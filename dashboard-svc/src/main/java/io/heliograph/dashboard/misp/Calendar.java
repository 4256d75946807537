package io.heliograph.dashboard.misp;

import io.heliograph.dashboard.core.StatisticsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Days as MISP-dashboard's pages ask for them, in the configured zone. */
@ApplicationScoped
class Calendar {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final int WEEK = 7;

  private static final long SECONDS_MAX = 253_402_214_400L;

  private final InstantSource clock;
  private final ZoneId zone;

  /** A range of days that is longer is cut: an answer stays bounded. */
  private final int daysMax;

  Calendar(InstantSource clock, StatisticsSettings settings) {
    this.clock = clock;
    this.daysMax = settings.mispDaysMax();
    this.zone = settings.timeZone();
  }

  /** The moment of a parameter; now when it is absent or no time. */
  ZonedDateTime moment(@Nullable String epochSeconds) {
    ZonedDateTime given = parse(epochSeconds);
    return given == null ? now() : given;
  }

  /** Days from the later end to the earlier one, each at the time of the later end. */
  List<ZonedDateTime> range(@Nullable String from, @Nullable String to) {
    ZonedDateTime end = parse(to);
    ZonedDateTime begin = parse(from);
    if (end == null || begin == null) {
      end = now();
      begin = end.minusDays(WEEK);
    }
    List<ZonedDateTime> days = new ArrayList<>();
    ZonedDateTime day = end;
    while (!day.toLocalDate().isBefore(begin.toLocalDate()) && days.size() < daysMax) {
      days.add(day);
      day = day.minusDays(1);
    }
    return days;
  }

  /** That many days back from one, itself first. */
  static List<ZonedDateTime> back(ZonedDateTime day, int count) {
    List<ZonedDateTime> days = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      days.add(day.minusDays(at));
    }
    return days;
  }

  /** Keys of all days of a month, the first day first. */
  static List<String> month(String prefix, YearMonth month) {
    List<String> keys = new ArrayList<>();
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      keys.add(prefix + NAME.format(month.atDay(day)));
    }
    return keys;
  }

  /** The key of a day. */
  static String key(String prefix, ZonedDateTime day) {
    return prefix + NAME.format(day);
  }

  /** Keys of days. */
  static List<String> keys(String prefix, List<ZonedDateTime> days) {
    return days.stream().map(day -> key(prefix, day)).toList();
  }

  /** When that day begins. */
  long midnight(ZonedDateTime day) {
    return day.toLocalDate().atStartOfDay(zone).toEpochSecond();
  }

  /** When that date begins. */
  long midnight(LocalDate date) {
    return date.atStartOfDay(zone).toEpochSecond();
  }

  ZonedDateTime at(long epochSeconds) {
    return Instant.ofEpochSecond(epochSeconds).atZone(zone);
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(zone);
  }

  private @Nullable ZonedDateTime parse(@Nullable String epochSeconds) {
    if (epochSeconds == null) {
      return null;
    }
    try {
      double seconds = Double.parseDouble(epochSeconds);
      return Math.abs(seconds) < SECONDS_MAX ? at((long) seconds) : null;
    } catch (NumberFormatException noTime) {
      return null;
    }
  }
}
