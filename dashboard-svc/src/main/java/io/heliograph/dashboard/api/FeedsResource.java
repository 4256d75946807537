package io.heliograph.dashboard.api;

import io.heliograph.dashboard.feed.FeedState;
import io.heliograph.dashboard.feed.Feeds;
import io.heliograph.dashboard.ingest.IngestMetrics;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where the statistics come from, and what was refused. */
@Path("/api/v1/statistics")
@Blocking
public final class FeedsResource {
  private static final int REFUSED = 100;

  private final Feeds feeds;
  private final IngestMetrics metrics;
  private final RejectedQueries rejected;
  private final Ranges ranges;
  private final Answers answers;

  FeedsResource(
      Feeds feeds,
      IngestMetrics metrics,
      RejectedQueries rejected,
      Ranges ranges,
      Answers answers) {
    this.feeds = feeds;
    this.metrics = metrics;
    this.rejected = rejected;
    this.ranges = ranges;
    this.answers = answers;
  }

  @GET
  @Path("feeds")
  @Operation(
      summary = "The configured MISP instances as this process sees them",
      description = "Columns: feed, state, connected, lastMessageAt, messages, lostMessages")
  public Response feeds(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table =
        new Table("feed", "state", "connected", "lastMessageAt", "messages", "lostMessages");
    for (FeedState feed : feeds.states()) {
      table.add(
          feed.name(),
          state(feed),
          feed.isConnected(),
          last(feed, range),
          feed.messages(),
          feed.lostMessages());
    }
    return answers.of(asked, range, "feeds", table);
  }

  private String state(FeedState feed) {
    if (feed.lastMillis() == 0) {
      return "never";
    }
    return feeds.isSilent(feed) ? "silent" : "receiving";
  }

  private static @Nullable String last(FeedState feed, Range range) {
    return feed.lastMillis() == 0 ? null : range.text(Instant.ofEpochMilli(feed.lastMillis()));
  }

  @GET
  @Path("rejected")
  @Operation(
      summary = "Refused messages of the range, the newest first, each with its reason",
      description = "Columns: time, feed, reason, detail, outcome, topic, bytes, place")
  public Response rejected(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = rejected.newest(range, ranges.limit(asked, REFUSED));
    return answers.of(asked, range, "rejected", table);
  }

  @GET
  @Path("rejected/counts")
  @Operation(
      summary = "How many messages this process refused since its start, by reason",
      description = "Columns: reason, count")
  public Response counts(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = new Table("reason", "count");
    metrics.rejections().forEach((reason, count) -> table.add(reason, count));
    return answers.of(asked, range, "rejected-counts", table);
  }
}
