package io.heliograph.dashboard.api;

import io.heliograph.event.StatisticsKeys;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Trendings by the days that the messages themselves name. */
@Path("/api/v1/statistics/trendings")
@Blocking
public final class TrendingsResource {
  private static final int TOP = 10;

  private final TrendingTables tables;
  private final Ranges ranges;
  private final Answers answers;

  TrendingsResource(TrendingTables tables, Ranges ranges, Answers answers) {
    this.tables = tables;
    this.ranges = ranges;
    this.answers = answers;
  }

  @GET
  @Path("events")
  @Operation(
      summary = "Titles of events by day; limit: how many titles",
      description = "Columns: day, label, count")
  public Response events(@BeanParam Asked asked, @QueryParam("label") @Nullable String label) {
    return labels(asked, "trending-events", StatisticsKeys.TRENDING_EVENTS, label);
  }

  @GET
  @Path("categories")
  @Operation(
      summary = "Categories of attributes by day; limit: how many categories",
      description = "Columns: day, label, count")
  public Response categories(@BeanParam Asked asked, @QueryParam("label") @Nullable String label) {
    return labels(asked, "trending-categories", StatisticsKeys.TRENDING_CATEGORIES, label);
  }

  private Response labels(Asked asked, String name, String prefix, @Nullable String label) {
    Range range = ranges.of(asked);
    return answers.of(asked, range, name, tables.labels(range, prefix, top(asked, label), label));
  }

  /** A label that is asked for is looked for among all of them. */
  private int top(Asked asked, @Nullable String label) {
    int asking = ranges.limit(asked, TOP);
    return label == null ? asking : Integer.MAX_VALUE;
  }

  @GET
  @Path("tags")
  @Operation(
      summary = "Tags by day; limit: how many tags",
      description = "Columns: day, label, colour, count")
  public Response tags(@BeanParam Asked asked, @QueryParam("label") @Nullable String label) {
    Range range = ranges.of(asked);
    return answers.of(asked, range, "trending-tags", tables.tags(range, top(asked, label), label));
  }

  @GET
  @Path("sightings")
  @Operation(
      summary = "Sightings and false positives by day",
      description = "Columns: day, sightings, falsePositives")
  public Response sightings(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    return answers.of(asked, range, "trending-sightings", tables.sightings(range));
  }

  @GET
  @Path("discussions")
  @Operation(summary = "Posts of discussions by day", description = "Columns: day, posts")
  public Response discussions(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    return answers.of(asked, range, "trending-discussions", tables.discussions(range));
  }
}
