package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.message.Category;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables over organisations. */
@ApplicationScoped
class ContributorQueries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DAYS = 8;
  private static final int PER_DAY = 10;
  private static final int TOP = 100;
  private static final int FAME = 10;
  private static final int OVERTIME = 5;

  private final RedisReads redis;
  private final Organisations organisations;
  private final Calendar calendar;
  private final boolean misp;

  ContributorQueries(
      RedisReads redis, Organisations organisations, Calendar calendar, Rules rules) {
    this.redis = redis;
    this.organisations = organisations;
    this.calendar = calendar;
    this.misp = rules.misp();
  }

  /** The sums of a month, the highest first; equal ones in the order of their appearance. */
  private List<RedisReads.Scored> sums(YearMonth month, int count) {
    Map<String, Double> sums = new LinkedHashMap<>();
    redis
        .highest(Calendar.month(StatisticsKeys.CONTRIBUTION_DAY, month), -1)
        .forEach(day -> day.forEach(one -> sums.merge(one.member(), one.score(), Double::sum)));
    return sums.entrySet().stream()
        .map(sum -> new RedisReads.Scored(sum.getKey(), sum.getValue()))
        .sorted(Comparator.comparingDouble(RedisReads.Scored::score).reversed())
        .limit(count)
        .toList();
  }

  ArrayNode top(ZonedDateTime day) {
    return rows(sums(YearMonth.from(day), TOP));
  }

  /** Of the month before this one, whatever day is asked for. */
  ArrayNode fame() {
    return rows(sums(YearMonth.from(calendar.moment(null)).minusMonths(1), FAME));
  }

  private ArrayNode rows(List<RedisReads.Scored> sums) {
    ArrayNode rows = Json.list();
    sums.forEach(sum -> rows.add(organisations.row(sum.member(), sum.score())));
    return rows;
  }

  ArrayNode withCategories(ZonedDateTime day) {
    YearMonth month = YearMonth.from(day);
    ArrayNode rows = Json.list();
    for (RedisReads.Scored sum : sums(month, TOP)) {
      ObjectNode row = organisations.row(sum.member(), sum.score());
      for (String category : Category.withTrophies(misp)) {
        List<String> keys =
            Calendar.month(StatisticsKeys.CONTRIBUTION_CATEGORY, month).stream()
                .map(key -> key + ":" + category)
                .toList();
        List<Double> found =
            redis.scores(keys, sum.member()).stream().filter(Objects::nonNull).toList();
        if (found.isEmpty()) {
          row.put(category, 0);
        } else {
          row.put(category, found.stream().mapToDouble(Double::doubleValue).sum());
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** The last contributors of eight days, each once. */
  ArrayNode last(ZonedDateTime day) {
    List<String> keys = Calendar.keys(StatisticsKeys.CONTRIBUTION_LAST, Calendar.back(day, DAYS));
    ArrayNode rows = Json.list();
    Set<String> seen = new HashSet<>();
    for (List<RedisReads.Scored> of : redis.highest(keys, PER_DAY)) {
      for (RedisReads.Scored one : of) {
        if (seen.add(one.member())) {
          rows.add(contributor(one.member(), one.score(), day));
        }
      }
    }
    return rows;
  }

  /** The row of one contributor with a time. */
  ObjectNode contributor(String organisation, double epoch, ZonedDateTime day) {
    ObjectNode row =
        organisations.row(organisation, organisations.points(organisation, YearMonth.from(day)));
    row.put("epoch", epoch);
    return row;
  }

  ArrayNode topOvertime(ZonedDateTime day) {
    ArrayNode lines = Json.list();
    sums(YearMonth.from(day), OVERTIME).forEach(sum -> lines.add(overtime(sum.member(), day)));
    return lines;
  }

  ObjectNode overtime(String organisation, ZonedDateTime day) {
    List<ZonedDateTime> days = Calendar.back(day, DAYS);
    List<@Nullable Double> scores =
        redis.scores(Calendar.keys(StatisticsKeys.CONTRIBUTION_DAY, days), organisation);
    ArrayNode data = Json.list();
    for (int at = 0; at < days.size(); at++) {
      data.add(Json.point(calendar.midnight(days.get(at)), scores.get(at)));
    }
    ObjectNode line = Json.object();
    line.put("label", organisation);
    line.set("data", data);
    return line;
  }

  /** The last ten awards of each of eight days, the newest first. */
  ArrayNode awards() {
    List<ZonedDateTime> days = Calendar.back(calendar.moment(null), DAYS);
    List<JsonNode> awards = new ArrayList<>();
    for (List<RedisReads.Scored> day :
        redis.highest(Calendar.keys(StatisticsKeys.AWARDS, days), PER_DAY)) {
      for (RedisReads.Scored one : day) {
        awards.add(award(one));
      }
    }
    ArrayNode rows = Json.list();
    rows.addAll(awards);
    return rows;
  }

  private ObjectNode award(RedisReads.Scored one) {
    JsonNode member;
    try {
      member = JSON.readTree(one.member());
    } catch (com.fasterxml.jackson.core.JsonProcessingException foreign) {
      member = Json.object();
    }
    String organisation = member.path("org").asText();
    ObjectNode row = Json.object();
    row.put("org", organisation);
    row.set("award", member.path("award"));
    row.put("epoch", one.score());
    row.put("orgRank", organisations.rank(organisation));
    row.put("logo_path", organisations.logo(organisation));
    return row;
  }

  ArrayNode all() {
    ArrayNode names = Json.list();
    redis.members(StatisticsKeys.CONTRIBUTORS).forEach(names::add);
    return names;
  }
}
