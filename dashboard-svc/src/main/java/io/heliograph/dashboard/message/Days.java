package io.heliograph.dashboard.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * Days and hours of the configured time zone as they stand in keys. Remembers the last day, since
 * most messages are of today. Not thread-safe.
 */
public final class Days {
  /** From 1970 to 2100: each day has keys of its own, so their number has to have a bound. */
  private static final long SECONDS_MIN = -86_400L;

  private static final long SECONDS_MAX = 4_102_444_800L + 86_400L;
  private static final long SECONDS_OF_DAY = 86_400;
  private static final long SECONDS_OF_HOUR = 3_600;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

  private final ZoneRules rules;
  private long lastDay = Long.MIN_VALUE;
  private String lastName = "";

  /** Days of that zone. */
  public Days(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** Whether that second is on a day that has a name. */
  public static boolean isNameable(long epochSeconds) {
    return epochSeconds >= SECONDS_MIN + SECONDS_OF_DAY
        && epochSeconds <= SECONDS_MAX - SECONDS_OF_DAY;
  }

  /** {@code YYYYMMDD} of that second. */
  public String name(long epochSeconds) {
    long day = Math.floorDiv(local(epochSeconds), SECONDS_OF_DAY);
    if (day != lastDay) {
      lastName = NAME.format(LocalDate.ofEpochDay(day));
      lastDay = day;
    }
    return lastName;
  }

  /** The hour of that second, without a leading zero. */
  public String hour(long epochSeconds) {
    return Long.toString(Math.floorMod(local(epochSeconds), SECONDS_OF_DAY) / SECONDS_OF_HOUR);
  }

  private long local(long epochSeconds) {
    return epochSeconds + rules.getOffset(Instant.ofEpochSecond(epochSeconds)).getTotalSeconds();
  }
}
