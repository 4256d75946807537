package io.heliograph.dashboard.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.feed.FeedState;
import io.heliograph.dashboard.feed.Feeds;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a table has no rows, from the outside in: no feed sends, no feed sends any more, nothing was
 * counted, or what was counted is of another time.
 */
@ApplicationScoped
class EmptyReason {
  private final Feeds feeds;
  private final RedisReads redis;

  EmptyReason(Feeds feeds, RedisReads redis) {
    this.feeds = feeds;
    this.redis = redis;
  }

  ObjectNode reason(Range range) {
    List<FeedState> states = feeds.states();
    Instant latest = latest();
    if (latest == null) {
      return states.isEmpty()
          ? reason("no-feed", "Nothing received yet: no MISP instance is configured.", null)
          : silent(states, range);
    }
    String counted = range.text(latest);
    boolean anySends = states.stream().anyMatch(state -> !feeds.isSilent(state));
    String text = "No data in this range; the newest message counted is of  " + counted;
    return !states.isEmpty() && !anySends && latest.isBefore(range.from())
        ? reason("feed-silent", "No feed is sending; the newest message is of  " + counted, counted)
        : reason("nothing-in-range", text, counted);
  }

  private static ObjectNode silent(List<FeedState> states, Range range) {
    long last = states.stream().mapToLong(FeedState::lastMillis).max().orElse(0);
    if (last == 0) {
      return reason("feed-never", "No configured feed has sent a message since the start.", null);
    }
    String since = range.text(Instant.ofEpochMilli(last));
    return reason(
        "nothing-counted", "The feeds have sent messages, but none was counted yet.", since);
  }

  private static ObjectNode reason(String code, String text, @Nullable String since) {
    ObjectNode reason = JsonNodeFactory.instance.objectNode();
    reason.put("code", code);
    reason.put("text", text);
    reason.put("since", since);
    return reason;
  }

  /** The arrival of the newest message that counted; null when none did. */
  @Nullable Instant latest() {
    String seconds = redis.values(List.of(StatisticsKeys.LATEST)).getFirst();
    return seconds == null ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
  }
}
