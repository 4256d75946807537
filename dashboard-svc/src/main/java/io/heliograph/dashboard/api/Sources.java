package io.heliograph.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.dashboard.feed.FeedState;
import io.heliograph.dashboard.feed.Feeds;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.heliograph.kit.error.ProblemException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the statistics come from: the configured instances, the hub itself, and every name under
 * which something was replayed. Blocks, like its reads.
 */
@ApplicationScoped
class Sources {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HUB = "hub";

  private final Feeds feeds;
  private final RedisReads redis;

  Sources(Feeds feeds, RedisReads redis) {
    this.feeds = feeds;
    this.redis = redis;
  }

  private record Counted(long messages, long second) {}

  /** The configured ones first; without Redis they alone, with what this process knows. */
  Table table(Range range) {
    Table table =
        new Table(
            "feed",
            "kind",
            "state",
            "connected",
            "lastMessageAt",
            "messages",
            "lostMessages",
            "counted");
    Map<String, Counted> counted = counted();
    for (FeedState feed : feeds.states()) {
      Counted of = counted.remove(feed.name());
      table.add(
          feed.name(),
          "misp",
          state(feed),
          feed.isConnected(),
          last(feed, of, range),
          feed.messages(),
          feed.lostMessages(),
          of == null ? 0 : of.messages());
    }
    counted.forEach(
        (name, of) -> {
          Instant last = Instant.ofEpochSecond(of.second());
          table.add(
              name,
              name.equals(HUB) ? HUB : "replayed",
              feeds.isSilent(last) ? "silent" : "receiving",
              null,
              range.text(last),
              null,
              null,
              of.messages());
        });
    return table;
  }

  private String state(FeedState feed) {
    if (feed.lastMillis() == 0) {
      return "never";
    }
    return feeds.isSilent(feed) ? "silent" : "receiving";
  }

  /** Of this process, or else, after a restart, of what was counted. */
  private static @Nullable String last(FeedState feed, @Nullable Counted counted, Range range) {
    if (feed.lastMillis() > 0) {
      return range.text(Instant.ofEpochMilli(feed.lastMillis()));
    }
    return counted == null ? null : range.text(Instant.ofEpochSecond(counted.second()));
  }

  private Map<String, Counted> counted() {
    Map<String, Counted> counted = new TreeMap<>();
    try {
      List<Response> hashes =
          redis.batch(
              List.of(
                  RedisReads.request(Command.HGETALL, StatisticsKeys.FEED_MESSAGES),
                  RedisReads.request(Command.HGETALL, StatisticsKeys.FEED_LATEST)));
      Map<String, Long> latest = new HashMap<>();
      hashes.get(1).getKeys().forEach(key -> latest.put(key, hashes.get(1).get(key).toLong()));
      for (String key : hashes.getFirst().getKeys()) {
        long messages = hashes.getFirst().get(key).toLong();
        counted.put(name(key), new Counted(messages, latest.getOrDefault(key, 0L)));
      }
    } catch (ProblemException away) {
      // The configured ones are told all the same.
    }
    return counted;
  }

  private static String name(String json) {
    try {
      return JSON.readTree(json).asText(json);
    } catch (JsonProcessingException foreign) {
      return json;
    }
  }
}
