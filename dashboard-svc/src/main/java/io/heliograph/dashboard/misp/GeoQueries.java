package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Places of a day, and those within a radius. */
@ApplicationScoped
class GeoQueries {
  private static final int TOP = 6;

  /**
   * How near two places of one group are, in degrees: MISP-dashboard's formula for its default of
   * 10.
   */
  private static final double NEAR = 0.001;

  private final RedisReads redis;
  private final boolean misp;

  GeoQueries(RedisReads redis, Rules rules) {
    this.redis = redis;
    this.misp = rules.misp();
  }

  ArrayNode top(ZonedDateTime day) {
    return pairs(redis.highest(Calendar.key(StatisticsKeys.GEO_COORDINATES, day), TOP));
  }

  ArrayNode countries(ZonedDateTime day) {
    return pairs(redis.highest(Calendar.key(StatisticsKeys.GEO_COUNTRIES, day), -1));
  }

  /** A circle on the map. */
  record Circle(double latitude, double longitude, double kilometres) {}

  private record Group(double longitude, double latitude, List<String> members) {

    boolean isNear(double east, double north) {
      return Math.abs(longitude - east) <= NEAR && Math.abs(latitude - north) <= NEAR;
    }
  }

  /** Groups of places; compatible, each later day repeats those of the days before. */
  ArrayNode within(Circle circle, List<ZonedDateTime> newestFirst) {
    List<Request> requests = new ArrayList<>();
    for (ZonedDateTime day : newestFirst.reversed()) {
      requests.add(
          RedisReads.request(
              Command.GEOSEARCH,
              Calendar.key(StatisticsKeys.GEO_RADIUS, day),
              "FROMLONLAT",
              Double.toString(circle.longitude()),
              Double.toString(circle.latitude()),
              "BYRADIUS",
              Long.toString((long) Math.ceil(circle.kilometres())),
              "km",
              "WITHCOORD"));
    }
    List<Group> groups = new ArrayList<>();
    List<Group> shown = new ArrayList<>();
    for (Response places : redis.batch(requests)) {
      for (Response place : places) {
        add(place, groups);
      }
      if (misp) {
        shown.addAll(groups);
      }
    }
    ArrayNode answer = Json.list();
    for (Group group : misp ? shown : groups) {
      ArrayNode members = Json.list();
      group.members().forEach(members::add);
      answer.add(
          Json.list().add(members).add(Json.list().add(group.longitude()).add(group.latitude())));
    }
    return answer;
  }

  private void add(Response place, List<Group> groups) {
    double east = Double.parseDouble(place.get(1).get(0).toString());
    double north = Double.parseDouble(place.get(1).get(1).toString());
    String member = place.get(0).toString();
    for (Group group : groups) {
      if (group.isNear(east, north)) {
        if (misp || !group.members().contains(member)) {
          group.members().add(member);
        }
        return;
      }
    }
    groups.add(new Group(east, north, new ArrayList<>(List.of(member))));
  }

  private static ArrayNode pairs(List<RedisReads.Scored> scored) {
    ArrayNode pairs = Json.list();
    scored.forEach(one -> pairs.add(Json.pair(one.member(), one.score())));
    return pairs;
  }
}
