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
  private final Responses responses;

  TrendingsResource(TrendingTables tables, Ranges ranges, Responses responses) {
    this.tables = tables;
    this.ranges = ranges;
    this.responses = responses;
  }

  @GET
  @Path("events")
  @Operation(
      summary = "Titles of events by day; limit: how many titles",
      description = "Columns: day, label, count")
  public Response events(
      @BeanParam QueryParameters parameters, @QueryParam("label") @Nullable String label) {
    return labels(parameters, "trending-events", StatisticsKeys.TRENDING_EVENTS, label);
  }

  @GET
  @Path("categories")
  @Operation(
      summary = "Categories of attributes by day; limit: how many categories",
      description = "Columns: day, label, count")
  public Response categories(
      @BeanParam QueryParameters parameters, @QueryParam("label") @Nullable String label) {
    return labels(parameters, "trending-categories", StatisticsKeys.TRENDING_CATEGORIES, label);
  }

  private Response labels(
      QueryParameters parameters, String name, String prefix, @Nullable String label) {
    Range range = ranges.of(parameters);
    return responses.of(
        parameters, range, name, tables.labels(range, prefix, top(parameters, label), label));
  }

  /** A label that is asked for is looked for among all of them. */
  private int top(QueryParameters parameters, @Nullable String label) {
    int asking = ranges.limit(parameters, TOP);
    return label == null ? asking : Integer.MAX_VALUE;
  }

  @GET
  @Path("tags")
  @Operation(
      summary = "Tags by day; limit: how many tags",
      description = "Columns: day, label, colour, count")
  public Response tags(
      @BeanParam QueryParameters parameters, @QueryParam("label") @Nullable String label) {
    Range range = ranges.of(parameters);
    return responses.of(
        parameters, range, "trending-tags", tables.tags(range, top(parameters, label), label));
  }

  @GET
  @Path("sightings")
  @Operation(
      summary = "Sightings and false positives by day",
      description = "Columns: day, sightings, falsePositives")
  public Response sightings(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    return responses.of(parameters, range, "trending-sightings", tables.sightings(range));
  }

  @GET
  @Path("discussions")
  @Operation(summary = "Posts of discussions by day", description = "Columns: day, posts")
  public Response discussions(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    return responses.of(parameters, range, "trending-discussions", tables.discussions(range));
  }
}
