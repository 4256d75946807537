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
  private final Responses responses;

  FeedsResource(
      Sources sources,
      IngestMetrics metrics,
      RejectedQueries rejected,
      Ranges ranges,
      Responses responses) {
    this.sources = sources;
    this.metrics = metrics;
    this.rejected = rejected;
    this.ranges = ranges;
    this.responses = responses;
  }

  @GET
  @Path("feeds")
  @Operation(
      summary =
          "Every source that was counted, and the configured MISP instances as this process sees them",
      description =
          "Columns: feed, kind, state, connected, lastMessageAt, messages, lostMessages, counted")
  public Response feeds(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    return responses.of(
        parameters, range, "feeds", sources.table(range).first(ranges.limit(parameters, ALL)));
  }

  @GET
  @Path("rejected")
  @Operation(
      summary = "Refused messages of the range, the newest first, each with its reason",
      description = "Columns: time, feed, reason, detail, outcome, topic, bytes, place")
  public Response rejected(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = rejected.newest(range, ranges.limit(parameters, REFUSED));
    return responses.of(parameters, range, "rejected", table);
  }

  @GET
  @Path("rejected/counts")
  @Operation(
      summary = "How many messages this process refused since its start, by reason",
      description = "Columns: reason, count, rejected, partly")
  public Response counts(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = new Table("reason", "count", "rejected", "partly");
    metrics
        .rejections()
        .forEach(
            (reason, of) -> table.add(reason, of.whole() + of.partly(), of.whole(), of.partly()));
    return responses.of(parameters, range, "rejected-counts", table);
  }
}
