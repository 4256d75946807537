package io.heliograph.dashboard.api;

import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.dashboard.read.RedisReads.Scored;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logins of organisations by time, and contributions of those that logged in. */
@ApplicationScoped
class UserTables {
  private static final int HOURS = 24;

  private final RedisReads redis;

  UserTables(RedisReads redis) {
    this.redis = redis;
  }

  /** Organisations by logins of the range, with what they contributed meanwhile. */
  Table organisations(Range range) {
    Map<String, Integer> daysWithLogin = new HashMap<>();
    redis
        .highest(range.keys(StatisticsKeys.LOGINS), -1)
        .forEach(day -> day.forEach(one -> daysWithLogin.merge(one.member(), 1, Integer::sum)));
    Map<String, Double> points = new HashMap<>();
    PlaceQueries.sums(redis, range.keys(StatisticsKeys.CONTRIBUTION_DAY))
        .forEach(one -> points.put(one.member(), one.score()));
    Table table = new Table("org", "logins", "daysWithLogin", "points", "pointsPerDay");
    for (Scored one : PlaceQueries.sums(redis, range.keys(StatisticsKeys.LOGINS))) {
      int days = daysWithLogin.getOrDefault(one.member(), 1);
      double gained = points.getOrDefault(one.member(), 0.0);
      double perDay = Math.round(100 * gained / days) / 100.0;
      table.add(one.member(), one.score(), days, gained, perDay);
    }
    return table;
  }

  /**
   * By day: logins, the organisations that logged in, and how many of them contributed that day.
   */
  Table days(Range range) {
    List<LocalDate> days = range.days();
    List<List<Scored>> logins = redis.highest(range.keys(StatisticsKeys.LOGINS), -1);
    List<List<Scored>> points = redis.highest(range.keys(StatisticsKeys.CONTRIBUTION_DAY), -1);
    Table table = new Table("day", "logins", "orgs", "contributed", "notContributed", "points");
    for (int at = 0; at < days.size(); at++) {
      Set<String> contributors = new HashSet<>();
      points.get(at).forEach(one -> contributors.add(one.member()));
      List<Scored> of = logins.get(at);
      long both = of.stream().filter(one -> contributors.contains(one.member())).count();
      if (!of.isEmpty() || !contributors.isEmpty()) {
        table.add(
            days.get(at).toString(),
            sum(of),
            of.size(),
            both,
            of.size() - both,
            sum(points.get(at)));
      }
    }
    return table;
  }

  private static double sum(List<Scored> scored) {
    return scored.stream().mapToDouble(Scored::score).sum();
  }

  /** Logins by weekday and hour; only what is not zero. */
  Table punchCard(Range range, @Nullable String organisation) {
    int[][] card = new int[DayOfWeek.values().length][HOURS];
    for (ZonedDateTime login : logins(range, organisation)) {
      card[login.getDayOfWeek().getValue() - 1][login.getHour()]++;
    }
    Table table = new Table("weekday", "hour", "logins");
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < HOURS; hour++) {
        int count = card[day.getValue() - 1][hour];
        if (count > 0) {
          table.add(day.name().toLowerCase(Locale.ROOT), hour, count);
        }
      }
    }
    return table;
  }

  private List<ZonedDateTime> logins(Range range, @Nullable String organisation) {
    List<String> names =
        organisation == null
            ? redis.members(StatisticsKeys.LOGIN_ORGANISATIONS)
            : List.of(organisation);
    String from = Long.toString(range.from().getEpochSecond());
    String before = "(" + range.to().getEpochSecond();
    List<Request> requests = new ArrayList<>();
    for (String name : names) {
      // The set of a day has the name that the zset of such an organisation would have.
      if (!name.matches("\\d{8}")) {
        String key = StatisticsKeys.LOGIN_TIMES + name;
        requests.add(RedisReads.request(Command.ZRANGE, key, from, before, "BYSCORE"));
      }
    }
    List<ZonedDateTime> times = new ArrayList<>();
    for (Response found : redis.batch(requests)) {
      for (Response second : found) {
        times.add(Instant.ofEpochSecond(Long.parseLong(second.toString())).atZone(range.zone()));
      }
    }
    return times;
  }
}
