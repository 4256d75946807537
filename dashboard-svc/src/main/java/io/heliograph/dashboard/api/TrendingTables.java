package io.heliograph.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.dashboard.read.RedisReads.Scored;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What trends, by day. Labels are those with the highest sums over the range. */
@ApplicationScoped
class TrendingTables {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisReads redis;

  TrendingTables(RedisReads redis) {
    this.redis = redis;
  }

  Table labels(Range range, String prefix, int count, @Nullable String only) {
    Table table = new Table("day", "label", "count");
    walk(
        range,
        prefix,
        count,
        (day, one) -> {
          if (only == null || one.member().equals(only)) {
            table.add(day.toString(), one.member(), one.score());
          }
        });
    return table;
  }

  Table tags(Range range, int count, @Nullable String only) {
    Table table = new Table("day", "label", "colour", "count");
    walk(
        range,
        StatisticsKeys.TRENDING_TAGS,
        count,
        (day, one) -> {
          JsonNode tag = tag(one.member());
          String label = tag.path("name").asText(one.member());
          String colour = tag.path("colour").asText("");
          if (only == null || label.equals(only)) {
            String plain = colour.matches("#[0-9A-Fa-f]{6}") ? colour : null;
            table.add(day.toString(), label, plain, one.score());
          }
        });
    return table;
  }

  private static JsonNode tag(String member) {
    try {
      return JSON.readTree(member);
    } catch (JsonProcessingException foreign) {
      return JSON.createObjectNode();
    }
  }

  private interface Visitor {
    void of(LocalDate day, Scored label);
  }

  private void walk(Range range, String prefix, int count, Visitor visitor) {
    List<String> keys = range.keys(prefix);
    Set<String> kept =
        PlaceQueries.sums(redis, keys).stream()
            .limit(count)
            .map(Scored::member)
            .collect(Collectors.toSet());
    List<LocalDate> days = range.days();
    List<List<Scored>> found = redis.highest(keys, -1);
    for (int at = 0; at < days.size(); at++) {
      for (Scored one : found.get(at)) {
        if (kept.contains(one.member())) {
          visitor.of(days.get(at), one);
        }
      }
    }
  }

  Table discussions(Range range) {
    List<LocalDate> days = range.days();
    List<List<Scored>> found = redis.highest(range.keys(StatisticsKeys.TRENDING_DISCUSSIONS), -1);
    Table table = new Table("day", "posts");
    for (int at = 0; at < days.size(); at++) {
      if (!found.get(at).isEmpty()) {
        double posts = found.get(at).stream().mapToDouble(Scored::score).sum();
        table.add(days.get(at).toString(), posts);
      }
    }
    return table;
  }

  Table sightings(Range range) {
    List<LocalDate> days = range.days();
    List<@Nullable String> seen = redis.values(range.keys(StatisticsKeys.SIGHTINGS));
    List<@Nullable String> wrong = redis.values(range.keys(StatisticsKeys.FALSE_POSITIVES));
    Table table = new Table("day", "sightings", "falsePositives");
    for (int at = 0; at < days.size(); at++) {
      if (seen.get(at) != null || wrong.get(at) != null) {
        table.add(days.get(at).toString(), number(seen.get(at)), number(wrong.get(at)));
      }
    }
    return table;
  }

  private static long number(@Nullable String value) {
    return value == null ? 0 : Long.parseLong(value);
  }
}
