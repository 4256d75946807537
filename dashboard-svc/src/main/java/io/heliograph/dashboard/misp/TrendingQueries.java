package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What trends, day by day, the newest first. */
@ApplicationScoped
class TrendingQueries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY_SECONDS = 86_400;

  private final RedisReads redis;

  TrendingQueries(RedisReads redis) {
    this.redis = redis;
  }

  /**
   * The labels that weigh most over all days; negative weights for old days are MISP-dashboard's.
   */
  ArrayNode labels(String prefix, List<ZonedDateTime> days, int count, @Nullable String only) {
    List<List<RedisReads.Scored>> found = redis.highest(Calendar.keys(prefix, days), -1);
    Set<String> kept = only == null ? heaviest(found, count) : Set.of(only);
    ArrayNode answer = Json.list();
    for (int at = 0; at < days.size(); at++) {
      ArrayNode day = Json.list();
      for (RedisReads.Scored one : found.get(at)) {
        if (kept.contains(one.member())) {
          day.add(Json.pair(one.member(), one.score()));
        }
      }
      answer.add(Json.list().add(days.get(at).toEpochSecond()).add(day));
    }
    return answer;
  }

  private static Set<String> heaviest(List<List<RedisReads.Scored>> found, int count) {
    double days = found.size();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int at = 0; at < found.size(); at++) {
      double factor = (days - (double) at * at) / days;
      found.get(at).forEach(one -> weights.merge(one.member(), one.score() * factor, Double::sum));
    }
    Set<String> heaviest = new HashSet<>();
    weights.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.<Double>naturalOrder().reversed()))
        .limit(count)
        .forEach(one -> heaviest.add(one.getKey()));
    return heaviest;
  }

  ArrayNode tags(List<ZonedDateTime> days, int count) {
    List<List<RedisReads.Scored>> found =
        redis.highest(Calendar.keys(StatisticsKeys.TRENDING_TAGS, days), count);
    ArrayNode answer = Json.list();
    for (int at = 0; at < days.size(); at++) {
      ArrayNode day = Json.list();
      found.get(at).forEach(one -> day.add(Json.list().add(tag(one)).add(one.score())));
      answer.add(Json.list().add(days.get(at).toEpochSecond()).add(day));
    }
    return answer;
  }

  private static JsonNode tag(RedisReads.Scored one) {
    try {
      return JSON.readTree(one.member());
    } catch (JsonProcessingException foreign) {
      return Json.object().put("name", one.member());
    }
  }

  ArrayNode sightings(List<ZonedDateTime> days) {
    List<@Nullable String> seen = redis.values(Calendar.keys(StatisticsKeys.SIGHTINGS, days));
    List<@Nullable String> wrong =
        redis.values(Calendar.keys(StatisticsKeys.FALSE_POSITIVES, days));
    ArrayNode answer = Json.list();
    for (int at = 0; at < days.size(); at++) {
      ObjectNode day = Json.object();
      day.put("sightings", number(seen.get(at)));
      day.put("false_positive", number(wrong.get(at)));
      answer.add(Json.list().add(days.get(at).toEpochSecond()).add(day));
    }
    return answer;
  }

  private static long number(@Nullable String value) {
    return value == null ? 0 : Long.parseLong(value);
  }

  /** All labels of these days, for completion. */
  ObjectNode typeahead(List<ZonedDateTime> days) {
    ObjectNode answer = Json.object();
    answer.set("TRENDINGS_EVENTS", names(StatisticsKeys.TRENDING_EVENTS, days, false));
    answer.set("TRENDINGS_CATEGS", names(StatisticsKeys.TRENDING_CATEGORIES, days, false));
    answer.set("TRENDINGS_TAGS", names(StatisticsKeys.TRENDING_TAGS, days, true));
    return answer;
  }

  private ArrayNode names(String prefix, List<ZonedDateTime> days, boolean tags) {
    Set<String> names = new LinkedHashSet<>();
    redis
        .highest(Calendar.keys(prefix, days), -1)
        .forEach(
            day ->
                day.forEach(
                    one -> names.add(tags ? tag(one).path("name").asText() : one.member())));
    ArrayNode list = Json.list();
    names.forEach(list::add);
    return list;
  }

  private record Run(long start, long end) {}

  /** When each label was seen: runs of days, of which one may be missing in between. */
  ArrayNode runs(String prefix, List<ZonedDateTime> days) {
    List<List<RedisReads.Scored>> found = redis.highest(Calendar.keys(prefix, days), -1);
    Map<String, List<Long>> seen = new LinkedHashMap<>();
    for (int at = 0; at < days.size(); at++) {
      long second = days.get(at).toEpochSecond();
      found
          .get(at)
          .forEach(
              one -> seen.computeIfAbsent(one.member(), unseen -> new ArrayList<>()).add(second));
    }
    ArrayNode answer = Json.list();
    seen.forEach(
        (name, seconds) -> {
          for (Run run : merged(seconds.reversed())) {
            ObjectNode entry = answer.addObject();
            entry.put("name", name);
            entry.put("start", run.start());
            entry.put("end", run.end());
          }
        });
    return answer;
  }

  private static List<Run> merged(List<Long> ascending) {
    List<Run> runs = new ArrayList<>();
    for (long second : ascending) {
      Run last = runs.isEmpty() ? null : runs.getLast();
      if (last == null || second - last.end() > DAY_SECONDS) {
        runs.add(new Run(second, second + DAY_SECONDS));
      } else {
        runs.set(runs.size() - 1, new Run(last.start(), second + DAY_SECONDS));
      }
    }
    return runs;
  }
}
