package io.heliograph.dashboard.read;

import io.heliograph.dashboard.message.Category;
import io.heliograph.dashboard.message.Rules;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The places of organisations in each category. Blocks, like its reads. */
@ApplicationScoped
public class Trophies {
  private final RedisReads redis;
  private final boolean misp;

  Trophies(RedisReads redis, Rules rules) {
    this.redis = redis;
    this.misp = rules.misp();
  }

  /**
   * A place.
   *
   * @param rank 12 for the first, 0 for none
   */
  public record Trophy(String category, String organisation, long points, int rank, String title) {}

  /** The categories in which there are trophies. */
  public List<String> categories() {
    return Category.withTrophies(misp);
  }

  /** All of them, category by category, the first first. */
  public List<Trophy> all() {
    List<String> categories = categories();
    List<List<RedisReads.Scored>> found =
        redis.highest(
            categories.stream().map(category -> StatisticsKeys.TROPHIES + category).toList(), -1);
    List<Trophy> trophies = new ArrayList<>();
    for (int at = 0; at < categories.size(); at++) {
      List<RedisReads.Scored> of = found.get(at);
      for (int place = 0; place < of.size(); place++) {
        RedisReads.Scored one = of.get(place);
        int rank = Ranks.trueTrophy(place, of.size());
        trophies.add(
            new Trophy(
                categories.get(at), one.member(), (long) one.score(), rank, Ranks.title(rank)));
      }
    }
    return trophies;
  }
}
