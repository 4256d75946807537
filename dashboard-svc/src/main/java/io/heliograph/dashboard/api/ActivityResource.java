package io.heliograph.dashboard.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What happens: over time, in the live log, on the map. */
@Path("/api/v1/statistics")
@Blocking
public final class ActivityResource {
  private static final int PLACES = 500;
  private static final int COUNTRIES = 250;
  private static final int LINES = 101;

  private final ActivityQueries activity;
  private final PlaceQueries places;
  private final LogQueries log;
  private final Ranges ranges;
  private final Responses responses;

  ActivityResource(
      ActivityQueries activity,
      PlaceQueries places,
      LogQueries log,
      Ranges ranges,
      Responses responses) {
    this.activity = activity;
    this.places = places;
    this.log = log;
    this.ranges = ranges;
    this.responses = responses;
  }

  @GET
  @Path("activity")
  @Operation(
      summary = "Contributions over time by category; step: 5m 15m 1h 6h 1d",
      description = "Columns: time, category, count")
  public Response activity(
      @BeanParam QueryParameters parameters, @QueryParam("step") @Nullable String step) {
    Range range = ranges.of(parameters);
    Table table = activity.activity(range, Step.of(step, range));
    return responses.of(
        parameters, range, "activity", table.first(ranges.limit(parameters, 5_000)));
  }

  @GET
  @Path("places")
  @Operation(
      summary = "Places on the map, the most frequent first",
      description = "Columns: latitude, longitude, value, category, count")
  public Response places(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = places.places(range).first(ranges.limit(parameters, PLACES));
    return responses.of(parameters, range, "places", table);
  }

  @GET
  @Path("places/within")
  @Operation(
      summary = "What is within a circle, the nearest first",
      description = "Columns: kilometres, value, category, latitude, longitude, days")
  public Response within(
      @BeanParam QueryParameters parameters,
      @QueryParam("latitude") @Nullable String latitude,
      @QueryParam("longitude") @Nullable String longitude,
      @QueryParam("kilometres") @Nullable String kilometres) {
    Range range = ranges.of(parameters);
    Table table = places.within(range, Circle.of(latitude, longitude, kilometres));
    return responses.of(
        parameters, range, "places-within", table.first(ranges.limit(parameters, PLACES)));
  }

  @GET
  @Path("countries")
  @Operation(
      summary = "Countries of what was placed, the most frequent first",
      description = "Columns: country, name, count")
  public Response countries(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = places.countries(range).first(ranges.limit(parameters, COUNTRIES));
    return responses.of(parameters, range, "countries", table);
  }

  @GET
  @Path("log")
  @Operation(
      summary = "The newest lines of the live log that are of the range, the newest first",
      description =
          "Columns: time, feed, kind, org, event, title, threat, category, type, value, comment, tags, colours, link")
  public Response log(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    return responses.of(
        parameters, range, "log", log.lines(range, ranges.limit(parameters, LINES)));
  }
}
