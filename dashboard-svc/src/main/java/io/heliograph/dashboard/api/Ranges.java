package io.heliograph.dashboard.api;

import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.Found;
import io.heliograph.kit.error.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the parameters that all tables share; a refusal names the field and the rule.
 */
@ApplicationScoped
class Ranges {
  private static final Duration DEFAULT = Duration.ofDays(7);
  private static final int YEAR_MIN = 1_000;
  private static final int YEAR_MAX = 9_999;

  private final InstantSource clock;
  private final ZoneId zone;
  private final ApiSettings settings;

  Ranges(InstantSource clock, StatisticsSettings statistics, ApiSettings settings) {
    this.clock = clock;
    this.zone = statistics.timeZone();
    this.settings = settings;
  }

  Range of(QueryParameters parameters) {
    Instant to = parameters.to == null ? clock.instant() : moment(parameters.to, "to");
    Instant from = parameters.from == null ? to.minus(DEFAULT) : moment(parameters.from, "from");
    if (!from.isBefore(to)) {
      throw refused(
          "from", "is not before to", parameters.from == null ? range(from, to) : parameters.from);
    }
    if (Duration.between(from, to).toDays() >= settings.daysMax()) {
      throw refused(
          "from", "is " + settings.daysMax() + " days or more before to", range(from, to));
    }
    return new Range(from, to, zone);
  }

  private static Instant moment(String text, String field) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(text);
      if (moment.getYear() < YEAR_MIN || moment.getYear() > YEAR_MAX) {
        throw refused(field, "is not of the years " + YEAR_MIN + " to " + YEAR_MAX, text);
      }
      return moment.toInstant();
    } catch (DateTimeParseException malformed) {
      throw refused(field, "is not a time as in RFC 3339 with a zone, + written as %2B", text);
    }
  }

  /** How many rows are asked for. */
  int limit(QueryParameters parameters, int otherwise) {
    return parameters.limit == null
        ? Math.min(otherwise, settings.rowsMax())
        : number(parameters.limit, "limit", settings.rowsMax());
  }

  static int number(String text, String field, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // Refused below, like one out of range.
    }
    throw refused(field, "is not a whole number from 1 to " + max, text);
  }

  /** A parameter that has to be there. */
  static String required(@Nullable String text, String field) {
    if (text == null || text.isEmpty()) {
      throw refused(field, "is missing");
    }
    return text;
  }

  private static String range(Instant from, Instant to) {
    return from + " to " + to;
  }

  /** Bad input: the field, the rule, and how the value begins. */
  static ProblemException refused(String field, String rule, String value) {
    return refused(field, rule + Found.of(value));
  }

  static ProblemException refused(String field, String rule) {
    return new ProblemException(CommonError.INVALID_REQUEST, field + " " + rule);
  }
}
