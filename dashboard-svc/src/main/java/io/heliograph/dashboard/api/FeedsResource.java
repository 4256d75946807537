package io.heliograph.dashboard.api;

import io.heliograph.dashboard.ingest.IngestMetrics;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the statistics come from, and what was refused. */
@Path("/api/v1/statistics")
@Blocking
public final class FeedsResource {
  private static final int REFUSED = 100;
  private static final int ALL = 1_000;

  private final Sources sources;
  private final IngestMetrics metrics;
  private final RejectedQueries rejected;
  private final Ranges ranges;
  private final Answers answers;

  FeedsResource(
      Sources sources,
      IngestMetrics metrics,
      RejectedQueries rejected,
      Ranges ranges,
      Answers answers) {
    this.sources = sources;
    this.metrics = metrics;
    this.rejected = rejected;
    this.ranges = ranges;
    this.answers = answers;
  }

  @GET
  @Path("feeds")
  @Operation(
      summary =
          "Every source that was counted, and the configured MISP instances as this process sees them",
      description =
          "Columns: feed, kind, state, connected, lastMessageAt, messages, lostMessages, counted")
  public Response feeds(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    return answers.of(asked, range, "feeds", sources.table(range).first(ranges.limit(asked, ALL)));
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
      description = "Columns: reason, count, rejected, partly")
  public Response counts(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = new Table("reason", "count", "rejected", "partly");
    metrics
        .rejections()
        .forEach(
            (reason, of) -> table.add(reason, of.whole() + of.partly(), of.whole(), of.partly()));
    return answers.of(asked, range, "rejected-counts", table);
  }
}
