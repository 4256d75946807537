package io.heliograph.dashboard.read;

import io.heliograph.dashboard.core.RedisWatch;
import io.heliograph.dashboard.core.StatisticsRedis;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the statistics; blocks the calling thread, so never call it on an event loop. */
@ApplicationScoped
public class RedisReads {
  private static final Logger LOG = Logger.getLogger(RedisReads.class);

  /** How many members one question brings into memory. */
  static final int MEMBERS_MAX = 200_000;

  private final StatisticsRedis redis;
  private final RedisWatch watch;
  private final Duration timeout;

  RedisReads(StatisticsRedis redis, RedisWatch watch, StatisticsSettings settings) {
    this.redis = redis;
    this.watch = watch;
    this.timeout = settings.redis().readTimeout();
  }

  /** A member of a sorted set. */
  public record Scored(String member, double score) {}

  /** The highest members of a sorted set, the first of them first; all when {@code count} is -1. */
  public List<Scored> highest(String key, int count) {
    return highest(List.of(key), count).getFirst();
  }

  /**
   * The same of many sets, in one round trip. All together bring at most {@link #MEMBERS_MAX}: of
   * sets that are larger than their share the lowest members are left out.
   */
  public List<List<Scored>> highest(List<String> keys, int count) {
    if (keys.isEmpty() || count == 0) {
      return keys.stream().map(key -> List.<Scored>of()).toList();
    }
    int share = Math.max(1, MEMBERS_MAX / keys.size());
    String last = Integer.toString((count < 0 ? share : Math.min(count, share)) - 1);
    List<Request> requests = new ArrayList<>();
    for (String key : keys) {
      requests.add(request(Command.ZRANGE, key, "0", last, "REV", "WITHSCORES"));
    }
    return batch(requests).stream().map(RedisReads::scored).toList();
  }

  /** The score of a member in each of these sets; null where it is in none. */
  public List<@Nullable Double> scores(List<String> keys, String member) {
    List<Request> requests = new ArrayList<>();
    keys.forEach(key -> requests.add(request(Command.ZSCORE, key, member)));
    List<@Nullable Double> scores = new ArrayList<>();
    for (Response score : batch(requests)) {
      scores.add(score == null ? null : Double.valueOf(score.toString()));
    }
    return scores;
  }

  /** The members of a set. */
  public List<String> members(String key) {
    return texts(send(Command.SMEMBERS, key));
  }

  /** Items of a list, the newest first. */
  public List<String> newest(String key, int count) {
    return texts(send(Command.LRANGE, key, "0", Integer.toString(count - 1)));
  }

  /** The values of these keys; null where there is none. */
  public List<@Nullable String> values(List<String> keys) {
    List<@Nullable String> values = new ArrayList<>();
    for (Response value : send(Command.MGET, keys.toArray(String[]::new))) {
      values.add(value == null ? null : value.toString());
    }
    return values;
  }

  public Response send(Command command, String... arguments) {
    refuseWhileAway();
    return await(redis.client().send(request(command, arguments)));
  }

  public List<Response> batch(List<Request> requests) {
    refuseWhileAway();
    return requests.isEmpty() ? List.of() : await(redis.client().batch(requests));
  }

  /** Refuses at once while Redis is known to be unavailable: no request waits or queues. */
  private void refuseWhileAway() {
    if (watch.state().away()) {
      throw new ProblemException(
          CommonError.UNAVAILABLE, "Redis is not reachable: the statistics cannot be read now");
    }
  }

  public static Request request(Command command, String... arguments) {
    Request request = Request.cmd(command);
    for (String argument : arguments) {
      request.arg(argument);
    }
    return request;
  }

  private static List<Scored> scored(@Nullable Response pairs) {
    List<Scored> scored = new ArrayList<>();
    if (pairs != null) {
      for (Response pair : pairs) {
        scored.add(new Scored(pair.get(0).toString(), Double.parseDouble(pair.get(1).toString())));
      }
    }
    return scored;
  }

  private static List<String> texts(Response items) {
    return items.stream().map(Response::toString).toList();
  }

  private <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.debugf("Redis read failed reason=%s", failure.toString());
      throw new ProblemException(
          CommonError.UNAVAILABLE, "the statistics are unavailable: Redis did not answer in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProblemException(CommonError.UNAVAILABLE, "the service is stopping");
    }
  }
}
