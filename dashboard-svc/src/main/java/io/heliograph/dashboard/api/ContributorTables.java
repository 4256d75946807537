package io.heliograph.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.read.Awards;
import io.heliograph.dashboard.read.Ranks;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.dashboard.read.RedisReads.Scored;
import io.heliograph.dashboard.read.Trophies;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tables over organisations that contribute. */
@ApplicationScoped
class ContributorTables {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KINDS = List.of("sighting", "discussion");

  private final RedisReads redis;
  private final Awards awards;
  private final Trophies trophies;

  ContributorTables(RedisReads redis, Awards awards, Trophies trophies) {
    this.redis = redis;
    this.awards = awards;
    this.trophies = trophies;
  }

  /** Points of the range, what each holds, when it was there last; the highest first. */
  Table ranking(Range range, int count) {
    List<Scored> sums =
        PlaceQueries.sums(redis, range.keys(StatisticsKeys.CONTRIBUTION_DAY)).stream()
            .limit(count)
            .toList();
    List<String> names = sums.stream().map(Scored::member).toList();
    Map<String, Awards.Held> held = awards.of(names);
    Map<String, Integer> best = new HashMap<>();
    trophies.all().forEach(one -> best.merge(one.organisation(), one.rank(), Math::max));
    Map<String, Double> last = last(range);
    Table table =
        new Table(
            "place", "org", "points", "pointsAllTime", "level", "rank", "badges", "trophy", "last");
    int place = 0;
    for (Scored sum : sums) {
      place++;
      Awards.Held of = held.getOrDefault(sum.member(), new Awards.Held(List.of(), List.of(), 0));
      table.add(
          place,
          sum.member(),
          sum.score(),
          of.points(),
          (int) Ranks.ofMonth(sum.score()),
          of.requirements().size(),
          of.badges(),
          Ranks.title(best.getOrDefault(sum.member(), 0)),
          time(range, last.get(sum.member())));
    }
    return table;
  }

  /** When each contributed last; kept for seven days. */
  private Map<String, Double> last(Range range) {
    Map<String, Double> last = new HashMap<>();
    redis
        .highest(range.keys(StatisticsKeys.CONTRIBUTION_LAST), -1)
        .forEach(day -> day.forEach(one -> last.merge(one.member(), one.score(), Math::max)));
    return last;
  }

  private static @Nullable String time(Range range, @Nullable Double seconds) {
    return seconds == null ? null : range.text(Instant.ofEpochSecond(seconds.longValue()));
  }

  Table lastContributors(Range range) {
    Table table = new Table("time", "org");
    last(range).entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(one -> table.add(time(range, one.getValue()), one.getKey()));
    return table;
  }

  /** Points by day, for the organisations that have most of them, or for one. */
  Table byDay(Range range, int count, @Nullable String organisation) {
    List<LocalDate> days = range.days();
    List<List<Scored>> found = redis.highest(range.keys(StatisticsKeys.CONTRIBUTION_DAY), -1);
    List<String> kept =
        organisation == null
            ? PlaceQueries.sums(redis, range.keys(StatisticsKeys.CONTRIBUTION_DAY)).stream()
                .limit(count)
                .map(Scored::member)
                .toList()
            : List.of(organisation);
    Table table = new Table("day", "org", "points");
    for (int at = 0; at < days.size(); at++) {
      for (Scored one : found.get(at)) {
        if (kept.contains(one.member())) {
          table.add(days.get(at).toString(), one.member(), one.score());
        }
      }
    }
    return table;
  }

  /** Contributions by organisation and category, sightings and discussions included. */
  Table byCategory(Range range) {
    Table table = new Table("org", "category", "count");
    List<String> categories = new ArrayList<>(trophies.categories());
    categories.addAll(KINDS);
    for (String category : categories) {
      List<String> keys =
          range.keys(StatisticsKeys.CONTRIBUTION_CATEGORY).stream()
              .map(key -> key + ":" + category)
              .toList();
      PlaceQueries.sums(redis, keys).forEach(one -> table.add(one.member(), category, one.score()));
    }
    return table;
  }

  Table trophies(Predicate<Trophies.Trophy> wanted) {
    Table table = new Table("category", "org", "points", "rank", "title");
    trophies.all().stream()
        .filter(wanted)
        .forEach(
            one ->
                table.add(
                    one.category(), one.organisation(), one.points(), one.rank(), one.title()));
    return table;
  }

  /** Awards, the newest first; kept for seven days. */
  Table awards(Range range, int count) {
    List<Scored> found = new ArrayList<>();
    redis.highest(range.keys(StatisticsKeys.AWARDS), -1).forEach(found::addAll);
    found.sort(java.util.Comparator.comparingDouble(Scored::score).reversed());
    Table table = new Table("time", "org", "kind", "number", "category", "text");
    for (Scored one : found) {
      if (range.contains(Instant.ofEpochSecond((long) one.score())) && table.size() < count) {
        award(one, range, table);
      }
    }
    return table;
  }

  private static void award(Scored one, Range range, Table table) {
    JsonNode member;
    try {
      member = JSON.readTree(one.member());
    } catch (JsonProcessingException foreign) {
      return;
    }
    String time = time(range, one.score());
    String organisation = member.path("org").asText();
    JsonNode what = member.path("award").path(1);
    switch (member.path("award").path(0).asText()) {
      case "contribution_status" -> {
        int number = Math.clamp(what.asInt(), 1, Awards.REQUIREMENTS);
        String text = Requirements.text(number);
        table.add(time, organisation, "requirement", number, null, text);
      }
      case "badge" -> table.add(time, organisation, "badge", what.asInt(), null, "given by hand");
      case "trophy" -> {
        int rank = Math.clamp(what.path(1).asInt(), 0, 12);
        String category = what.path(0).asText();
        table.add(time, organisation, "trophy", rank, category, Ranks.title(rank));
      }
      default -> {
        // Of a later version: not shown.
      }
    }
  }
}
