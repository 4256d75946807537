package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Logins of organisations by time, and whether these contribute. */
@ApplicationScoped
class LoginQueries {
  private static final int WEEK = 7;
  private static final int HOURS = 24;
  private static final int HOURS_OVERTIME = 6 * HOURS;
  private static final int DAYS = 8;
  private static final int TOP = 12;

  private final RedisReads redis;
  private final Calendar calendar;
  private final boolean misp;

  LoginQueries(RedisReads redis, Calendar calendar, Rules rules) {
    this.redis = redis;
    this.misp = rules.misp();
    this.calendar = calendar;
  }

  ArrayNode organisations() {
    ArrayNode names = Json.list();
    redis.members(StatisticsKeys.LOGIN_ORGANISATIONS).forEach(names::add);
    return names;
  }

  /** The times of logins from that second to before that one. */
  private List<ZonedDateTime> logins(@Nullable String organisation, long from, long before) {
    List<String> names =
        organisation == null
            ? redis.members(StatisticsKeys.LOGIN_ORGANISATIONS)
            : List.of(organisation);
    List<Request> requests = new ArrayList<>();
    for (String name : names) {
      requests.add(
          RedisReads.request(
              Command.ZRANGE,
              StatisticsKeys.LOGIN_TIMES + name,
              Long.toString(from),
              "(" + before,
              "BYSCORE"));
    }
    List<ZonedDateTime> times = new ArrayList<>();
    for (Response found : redis.batch(requests)) {
      for (Response time : found) {
        times.add(calendar.at(Long.parseLong(time.toString())));
      }
    }
    return times;
  }

  /** Logins of a week by weekday, Sunday first, and hour. */
  ArrayNode punchCard(@Nullable String organisation, ZonedDateTime day) {
    int[][] card = new int[WEEK][HOURS];
    long from = calendar.midnight(day.toLocalDate().minusDays(WEEK - 1));
    long before = calendar.midnight(day.toLocalDate().plusDays(1));
    for (ZonedDateTime login : logins(organisation, from, before)) {
      card[login.getDayOfWeek().getValue() % WEEK][login.getHour()]++;
    }
    ArrayNode answer = Json.list();
    for (int[] hours : card) {
      ArrayNode row = answer.addArray();
      for (int count : hours) {
        row.add(count);
      }
    }
    return answer;
  }

  /** Contributions per day with a login, the highest first; equal ones the latest first. */
  ArrayNode contributionsPerLogin(ZonedDateTime day) {
    List<ZonedDateTime> days = Calendar.back(day, DAYS);
    Map<String, Integer> loginDays = new LinkedHashMap<>();
    for (List<RedisReads.Scored> of :
        redis.highest(Calendar.keys(StatisticsKeys.LOGINS, days.reversed()), -1)) {
      of.forEach(one -> loginDays.merge(one.member(), 1, Integer::sum));
    }
    List<RedisReads.Scored> ratios = new ArrayList<>();
    loginDays.forEach(
        (organisation, count) -> {
          double points =
              redis
                  .scores(Calendar.keys(StatisticsKeys.CONTRIBUTION_DAY, days), organisation)
                  .stream()
                  .filter(Objects::nonNull)
                  .mapToDouble(Double::doubleValue)
                  .sum();
          ratios.add(new RedisReads.Scored(organisation, points / count));
        });
    ratios.sort(Comparator.comparingDouble(RedisReads.Scored::score));
    ArrayNode answer = Json.list();
    ratios.reversed().stream()
        .limit(TOP)
        .forEach(one -> answer.add(Json.pair(one.member(), one.score())));
    return answer;
  }

  /** How many organisations that logged in that day contributed, and how many did not. */
  ArrayNode contributed(ZonedDateTime day) {
    Set<String> contributors =
        redis.highest(Calendar.key(StatisticsKeys.CONTRIBUTION_DAY, day), -1).stream()
            .map(RedisReads.Scored::member)
            .collect(Collectors.toSet());
    List<RedisReads.Scored> logins = redis.highest(Calendar.key(StatisticsKeys.LOGINS, day), -1);
    long both = logins.stream().filter(one -> contributors.contains(one.member())).count();
    return Json.list().add(both).add(logins.size() - both);
  }

  /**
   * By hour: logins, and the contributions of the whole day; compatible, these only for the hours
   * that lie in the six days before now, whatever moment is asked for.
   */
  ObjectNode overtime(@Nullable String organisation, ZonedDateTime moment) {
    ZonedDateTime end = moment.truncatedTo(ChronoUnit.HOURS);
    ZonedDateTime begin = end.minusHours(HOURS_OVERTIME);
    Map<Long, Integer> logins = new HashMap<>();
    for (ZonedDateTime login :
        logins(organisation, begin.toEpochSecond(), end.plusHours(1).toEpochSecond())) {
      logins.merge(login.truncatedTo(ChronoUnit.HOURS).toEpochSecond(), 1, Integer::sum);
    }
    ZonedDateTime now = calendar.moment(null).truncatedTo(ChronoUnit.HOURS);
    ZonedDateTime since = misp ? now.minusHours(HOURS_OVERTIME) : begin;
    boolean past = end.toLocalDate().isBefore(now.toLocalDate());
    ZonedDateTime last = misp && past ? end.withHour(HOURS - 1) : end;
    Map<String, @Nullable Double> days = new HashMap<>();
    ArrayNode login = Json.list();
    ArrayNode contributions = Json.list();
    for (ZonedDateTime hour = begin; !hour.isAfter(last); hour = hour.plusHours(1)) {
      long second = hour.toEpochSecond();
      String key = Calendar.key(StatisticsKeys.CONTRIBUTION_DAY, hour);
      if (!days.containsKey(key)) {
        days.put(key, total(key, organisation));
      }
      if (!hour.isAfter(end)) {
        login.add(Json.list().add(second).add(logins.getOrDefault(second, 0)));
      }
      contributions.add(Json.point(second, hour.isBefore(since) ? null : days.get(key)));
    }
    ObjectNode answer = Json.object();
    answer.set("login", login);
    answer.set("contrib", contributions);
    return answer;
  }

  private @Nullable Double total(String key, @Nullable String organisation) {
    List<RedisReads.Scored> all =
        redis.highest(key, -1).stream()
            .filter(one -> organisation == null || one.member().equals(organisation))
            .toList();
    return all.isEmpty()
        ? null
        : Double.valueOf(all.stream().mapToDouble(RedisReads.Scored::score).sum());
  }
}
