package io.heliograph.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.dashboard.read.RedisReads.Scored;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Places and countries of the days of a range. */
@ApplicationScoped
class PlaceQueries {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RedisReads redis;

  PlaceQueries(RedisReads redis) {
    this.redis = redis;
  }

  Table places(Range range) {
    Table table = new Table("latitude", "longitude", "value", "category", "count");
    for (Scored place : sums(redis, range.keys(StatisticsKeys.GEO_COORDINATES))) {
      try {
        JsonNode member = JSON.readTree(place.member());
        table.add(
            member.path("lat").asDouble(),
            member.path("lon").asDouble(),
            member.path("value").textValue(),
            member.path("categ").textValue(),
            place.score());
      } catch (JsonProcessingException foreign) {
        // Not written by us: no place.
      }
    }
    return table;
  }

  Table countries(Range range) {
    Table table = new Table("country", "name", "count");
    for (Scored country : sums(redis, range.keys(StatisticsKeys.GEO_COUNTRIES))) {
      String code = country.member();
      table.add(code, name(code), country.score());
    }
    return table;
  }

  private static String name(String code) {
    String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  /** The sums over sorted sets, the highest first, equal ones by name. */
  static List<Scored> sums(RedisReads redis, List<String> keys) {
    Map<String, Double> sums = new LinkedHashMap<>();
    redis
        .highest(keys, -1)
        .forEach(day -> day.forEach(one -> sums.merge(one.member(), one.score(), Double::sum)));
    return sums.entrySet().stream()
        .map(sum -> new Scored(sum.getKey(), sum.getValue()))
        .sorted(
            java.util.Comparator.comparingDouble(Scored::score)
                .reversed()
                .thenComparing(Scored::member))
        .toList();
  }
}
