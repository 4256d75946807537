package io.heliograph.dashboard.api;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** The steps in which activity is told. */
enum Step {
  FIVE_MINUTES("5m", Duration.ofMinutes(5), Duration.ofHours(13)),
  QUARTER("15m", Duration.ofMinutes(15), Duration.ofDays(2)),
  HOUR("1h", Duration.ofHours(1), Duration.ofDays(8)),
  SIX_HOURS("6h", Duration.ofHours(6), Duration.ofDays(32)),
  DAY("1d", Duration.ofDays(1), Duration.ofDays(Integer.MAX_VALUE));

  private final String wire;
  private final Duration length;

  /** It is taken by itself for ranges up to that. */
  private final Duration rangeMax;

  Step(String wire, Duration length, Duration rangeMax) {
    this.wire = wire;
    this.length = length;
    this.rangeMax = rangeMax;
  }

  String wire() {
    return wire;
  }

  /** The step that is asked for, or one that gives about a hundred points. */
  static Step of(@Nullable String text, Range range) {
    Duration whole = Duration.between(range.from(), range.to());
    for (Step step : values()) {
      if (text == null ? whole.compareTo(step.rangeMax) <= 0 : step.wire.equals(text)) {
        if (step != DAY && whole.toDays() >= ActivityQueries.FINE_DAYS) {
          throw Ranges.refused(
              "step",
              "is finer than 1d in a range of " + ActivityQueries.FINE_DAYS + " days or more",
              String.valueOf(text));
        }
        return step;
      }
    }
    throw Ranges.refused("step", "is none of 5m, 15m, 1h, 6h, 1d", String.valueOf(text));
  }

  /** The beginning of the step that holds that moment; steps begin at midnight. */
  ZonedDateTime floor(ZonedDateTime moment) {
    long second = moment.toLocalTime().toSecondOfDay();
    return moment.minusSeconds(second % length.toSeconds());
  }
}
