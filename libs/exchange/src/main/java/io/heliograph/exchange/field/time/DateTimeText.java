package io.heliograph.exchange.field.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IntelMQ's form of a time: {@code 2015-08-31T08:16:10[.ffffff]+00:00}, always in UTC. */
public final class DateTimeText {
  private static final int TEXT_MAX = 200;
  private static final int YEAR_MAX = 9999;
  private static final int NANOS_PER_MICRO = 1000;
  private static final Pattern CANONICAL =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?\\+00:00");
  private static final DateTimeFormatter STRICT =
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private DateTimeText() {}

  /**
   * The canonical form of a text, or null when it is no time.
   *
   * @param presentYear years of two digits are within 50 of it
   */
  public static @Nullable String canonical(String text, int presentYear) {
    if (text.length() > TEXT_MAX) {
      return null;
    }
    if (CANONICAL.matcher(text).matches()) {
      return isTime(text) ? text : null;
    }
    try {
      return of(new TimeReader(text, presentYear).read());
    } catch (UnreadableTimeException noTime) {
      return null;
    }
  }

  /** Whether a text is in canonical form. */
  public static boolean isCanonical(String text) {
    return CANONICAL.matcher(text).matches() && isTime(text);
  }

  private static boolean isTime(String text) {
    try {
      return STRICT.parse(text).isSupported(ChronoField.INSTANT_SECONDS)
          && !text.startsWith("0000");
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  private static @Nullable String of(LocalDateTime time) {
    if (time.getYear() < 1 || time.getYear() > YEAR_MAX) {
      return null;
    }
    long micros = time.getLong(ChronoField.NANO_OF_SECOND) / NANOS_PER_MICRO;
    String fraction = micros == 0 ? "" : String.format(".%06d", micros);
    return SECONDS.format(time) + fraction + "+00:00";
  }
}
