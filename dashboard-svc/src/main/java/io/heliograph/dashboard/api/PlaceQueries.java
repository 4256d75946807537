package io.heliograph.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.dashboard.read.RedisReads.Scored;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

  /** What is within a circle, the nearest first; each once, with the days it was there. */
  Table within(Range range, Circle circle) {
    List<Request> requests = new ArrayList<>();
    for (String key : range.keys(StatisticsKeys.GEO_RADIUS)) {
      requests.add(
          RedisReads.request(
              Command.GEOSEARCH,
              key,
              "FROMLONLAT",
              Double.toString(circle.longitude()),
              Double.toString(circle.latitude()),
              "BYRADIUS",
              Double.toString(circle.kilometres()),
              "km",
              "WITHDIST",
              "WITHCOORD"));
    }
    Map<String, Response> found = new LinkedHashMap<>();
    Map<String, Integer> days = new HashMap<>();
    for (Response day : redis.batch(requests)) {
      for (Response place : day) {
        found.putIfAbsent(place.get(0).toString(), place);
        days.merge(place.get(0).toString(), 1, Integer::sum);
      }
    }
    Table table = new Table("kilometres", "value", "category", "latitude", "longitude", "days");
    found.values().stream()
        .sorted(Comparator.comparingDouble(place -> number(place.get(1))))
        .forEach(place -> add(table, place, days));
    return table;
  }

  private static void add(Table table, Response place, Map<String, Integer> days) {
    String member = place.get(0).toString();
    try {
      JsonNode what = JSON.readTree(member);
      table.add(
          Math.round(number(place.get(1)) * 10) / 10.0,
          what.path("value").textValue(),
          what.path("categ").textValue(),
          rounded(place.get(2).get(1)),
          rounded(place.get(2).get(0)),
          days.getOrDefault(member, 1));
    } catch (JsonProcessingException foreign) {
      // Not written by us: no place.
    }
  }

  private static double number(Response text) {
    return Double.parseDouble(text.toString());
  }

  /** Redis keeps places to half a metre; more digits would claim too much. */
  private static double rounded(Response degrees) {
    return Math.round(number(degrees) * 10_000) / 10_000.0;
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
        .sorted(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::member))
        .toList();
  }
}
