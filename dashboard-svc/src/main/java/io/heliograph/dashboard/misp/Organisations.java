package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.message.Category;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.dashboard.read.Ranks;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What one organisation has: points, requirements, badges, trophies. */
@ApplicationScoped
class Organisations {
  private static final int REQUIREMENTS = 16;
  private static final int BADGES = 5;

  private final RedisReads redis;
  private final boolean misp;
  private final String logos;

  Organisations(RedisReads redis, Rules rules, StatisticsSettings settings) {
    this.redis = redis;
    this.misp = rules.misp();
    this.logos = settings.mispWebUrl() + "/img/orgs/";
  }

  private static String key(String organisation, String name) {
    return StatisticsKeys.ORGANISATION + organisation + ":" + name;
  }

  /** Which of the 16 requirements it fulfils. */
  List<Boolean> requirements(String organisation) {
    List<String> keys = new ArrayList<>();
    for (int number = 1; number <= REQUIREMENTS; number++) {
      keys.add(key(organisation, StatisticsKeys.REQUIREMENT + number));
    }
    return redis.values(keys).stream().map(Objects::nonNull).toList();
  }

  int rank(String organisation) {
    return (int) requirements(organisation).stream().filter(fulfilled -> fulfilled).count();
  }

  ArrayNode badges(String organisation) {
    List<String> keys = new ArrayList<>();
    for (int number = 1; number <= BADGES; number++) {
      keys.add(key(organisation, StatisticsKeys.BADGE + number));
    }
    ArrayNode badges = Json.list();
    List<?> values = redis.values(keys);
    for (int at = 0; at < values.size(); at++) {
      if (values.get(at) != null) {
        badges.add(at + 1);
      }
    }
    return badges;
  }

  /** Points of a month; 0 when it has none. */
  double points(String organisation, YearMonth month) {
    return redis
        .scores(Calendar.month(StatisticsKeys.CONTRIBUTION_DAY, month), organisation)
        .stream()
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  String logo(String organisation) {
    return logos + organisation + ".png";
  }

  /** The row of an organisation in the tables of MISP-dashboard. */
  ObjectNode row(String organisation, double points) {
    ObjectNode row = Json.object();
    row.put("rank", (int) Ranks.ofMonth(points));
    row.put("orgRank", rank(organisation));
    row.set("honorBadge", badges(organisation));
    row.put("logo_path", logo(organisation));
    row.put("org", organisation);
    row.put("pnts", points);
    return row;
  }

  ObjectNode monthly(String organisation, ZonedDateTime day) {
    double points = points(organisation, YearMonth.from(day));
    Ranks.Step step = Ranks.step(points);
    ObjectNode answer = Json.object();
    answer.put("org", organisation);
    answer.put("points", points);
    answer.put("rank", Ranks.ofMonth(points));
    answer.put("orgRank", rank(organisation));
    answer.set("honorBadge", badges(organisation));
    answer.put("remainingPts", step.remaining());
    answer.put("stepPts", step.begun());
    return answer;
  }

  ObjectNode status(String organisation) {
    List<Boolean> fulfilled = requirements(organisation);
    int rank = (int) fulfilled.stream().filter(one -> one).count();
    ObjectNode status = Json.object();
    for (int number = 1; number <= REQUIREMENTS; number++) {
      boolean is = fulfilled.get(number - 1);
      status.put(Integer.toString(number), is ? 1 : number <= rank ? 0 : -1);
    }
    String points = redis.values(List.of(key(organisation, StatisticsKeys.POINTS))).getFirst();
    ObjectNode answer = Json.object();
    answer.put("rank", rank);
    answer.set("status", status);
    answer.put("totPoints", points == null ? 0 : Long.parseLong(points));
    return answer;
  }

  ArrayNode trophies(String organisation) {
    List<String> categories = Category.withTrophies(misp);
    List<Request> requests = new ArrayList<>();
    for (String category : categories) {
      String key = StatisticsKeys.TROPHIES + category;
      requests.add(RedisReads.request(Command.ZREVRANK, key, organisation));
      requests.add(RedisReads.request(Command.ZCARD, key));
      requests.add(RedisReads.request(Command.ZSCORE, key, organisation));
    }
    List<Response> replies = redis.batch(requests);
    ArrayNode trophies = Json.list();
    for (int at = 0; at < categories.size(); at++) {
      Response position = replies.get(at * 3);
      if (position != null) {
        long count = replies.get(at * 3 + 1).toLong();
        int rank = Ranks.trophy(position.toLong(), count);
        int trueRank = Ranks.trueTrophy(position.toLong(), count);
        ObjectNode trophy = trophies.addObject();
        trophy.put("categ", categories.get(at));
        trophy.put("trophy_points", Double.parseDouble(replies.get(at * 3 + 2).toString()));
        trophy.put("trophy_rank", rank);
        trophy.put("trophy_true_rank", trueRank);
        trophy.put("trophy_title", Ranks.title(misp ? rank : trueRank));
      }
    }
    return trophies;
  }

  /** All of a category, the first first. */
  ArrayNode ranking(String category) {
    List<RedisReads.Scored> all = redis.highest(StatisticsKeys.TROPHIES + category, -1);
    ArrayNode ranking = Json.list();
    for (int at = 0; at < all.size(); at++) {
      RedisReads.Scored one = all.get(at);
      ranking.add(
          Json.list().add(one.member()).add(one.score()).add(Ranks.trueTrophy(at, all.size())));
    }
    return ranking;
  }
}
