package io.heliograph.exchange.field.time;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The time of day as far as it was read; what was not is zero. */
final class Clock {
  private static final int NOON = 12;
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
  private static final int NANOS_PER_MICRO = 1000;

  private @Nullable Integer hour;
  private int minute;
  private int second;
  private int micros;

  boolean hasHour() {
    return hour != null;
  }

  void hour(int value) {
    hour = value;
  }

  void minute(int value) {
    minute = value;
  }

  void seconds(String token) throws UnreadableTimeException {
    second = Digits.seconds(token);
    micros = Digits.micros(token);
  }

  /** Minutes with a fraction: 8:16.5 is half a minute later. */
  void minutes(BigDecimal value) {
    minute = value.intValue();
    second = part(value);
  }

  /** A number with its unit: 0 hours, 1 minutes, 2 seconds. */
  void assign(String token, int unit) throws UnreadableTimeException {
    switch (unit) {
      case 0 -> {
        BigDecimal value = Digits.decimal(token);
        hour = value.intValue();
        if (value.remainder(BigDecimal.ONE).signum() != 0) {
          minute = part(value);
        }
      }
      case 1 -> minutes(Digits.decimal(token));
      case 2 -> seconds(token);
      default -> throw new UnreadableTimeException("what follows seconds");
    }
  }

  /** The same hour on a clock of twelve. */
  static int ofHalf(int hour, int half) {
    if (hour < NOON && half == 1) {
      return hour + NOON;
    }
    return hour == NOON && half == 0 ? 0 : hour;
  }

  void half(int half) throws UnreadableTimeException {
    Integer present = hour;
    if (present == null || present > NOON) {
      throw new UnreadableTimeException("no hour of a clock of twelve");
    }
    hour = ofHalf(present, half);
  }

  LocalTime time() throws UnreadableTimeException {
    Integer present = hour;
    try {
      return LocalTime.of(present == null ? 0 : present, minute, second, micros * NANOS_PER_MICRO);
    } catch (DateTimeException noTime) {
      throw new UnreadableTimeException("no time of a day");
    }
  }

  private static int part(BigDecimal value) {
    return value.remainder(BigDecimal.ONE).multiply(SIXTY).intValue();
  }
}
