package io.heliograph.dashboard.read;

import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What organisations hold: requirements, badges and points of all time. Blocks, like its reads. */
@ApplicationScoped
public class Awards {
  /** How many requirements there are; 15 and 16 are given by hand. */
  public static final int REQUIREMENTS = 16;

  /** How many badges there are; all are given by hand. */
  public static final int BADGES = 5;

  private final RedisReads redis;

  Awards(RedisReads redis) {
    this.redis = redis;
  }

  /**
   * Of one organisation.
   *
   * @param requirements the numbers of those fulfilled
   * @param badges the numbers of those given
   * @param points of all time
   */
  public record Held(List<Integer> requirements, List<Integer> badges, long points) {
    public Held {
      requirements = List.copyOf(requirements);
      badges = List.copyOf(badges);
    }
  }

  /** Of each of these, in one round trip. */
  public Map<String, Held> of(List<String> organisations) {
    List<Request> requests = new ArrayList<>();
    for (String organisation : organisations) {
      List<String> keys = new ArrayList<>();
      for (int number = 1; number <= REQUIREMENTS; number++) {
        keys.add(key(organisation, StatisticsKeys.REQUIREMENT + number));
      }
      for (int number = 1; number <= BADGES; number++) {
        keys.add(key(organisation, StatisticsKeys.BADGE + number));
      }
      keys.add(key(organisation, StatisticsKeys.POINTS));
      requests.add(RedisReads.request(Command.MGET, keys.toArray(String[]::new)));
    }
    List<Response> replies = redis.batch(requests);
    Map<String, Held> held = new HashMap<>();
    for (int at = 0; at < organisations.size(); at++) {
      held.put(organisations.get(at), held(replies.get(at)));
    }
    return held;
  }

  private static Held held(Response values) {
    List<Integer> requirements = new ArrayList<>();
    List<Integer> badges = new ArrayList<>();
    for (int at = 0; at < REQUIREMENTS + BADGES; at++) {
      if (values.get(at) != null) {
        if (at < REQUIREMENTS) {
          requirements.add(at + 1);
        } else {
          badges.add(at + 1 - REQUIREMENTS);
        }
      }
    }
    Response points = values.get(REQUIREMENTS + BADGES);
    return new Held(requirements, badges, points == null ? 0 : points.toLong());
  }

  /** The key of a name of an organisation. */
  public static String key(String organisation, String name) {
    return StatisticsKeys.ORGANISATION + organisation + ":" + name;
  }
}
