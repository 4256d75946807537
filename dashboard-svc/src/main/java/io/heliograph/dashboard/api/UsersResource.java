package io.heliograph.dashboard.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Users: their logins beside their contributions. */
@Path("/api/v1/statistics/users")
@Blocking
public final class UsersResource {
  private static final int TOP = 100;

  private final UserTables tables;
  private final Ranges ranges;
  private final Responses responses;

  UsersResource(UserTables tables, Ranges ranges, Responses responses) {
    this.tables = tables;
    this.ranges = ranges;
    this.responses = responses;
  }

  @GET
  @Operation(
      summary = "Organisations by logins, with the points they gained meanwhile",
      description = "Columns: org, logins, daysWithLogin, points, pointsPerDay")
  public Response organisations(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = tables.organisations(range).first(ranges.limit(parameters, TOP));
    return responses.of(parameters, range, "users", table);
  }

  @GET
  @Path("days")
  @Operation(
      summary = "By day: logins, organisations, and how many of these contributed",
      description = "Columns: day, logins, orgs, contributed, notContributed, points")
  public Response days(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = tables.days(range).first(ranges.limit(parameters, Integer.MAX_VALUE));
    return responses.of(parameters, range, "users-by-day", table);
  }

  @GET
  @Path("punch-card")
  @Operation(
      summary = "Logins by weekday and hour, of all or of one organisation",
      description = "Columns: weekday, hour, logins")
  public Response punchCard(
      @BeanParam QueryParameters parameters, @QueryParam("org") @Nullable String organisation) {
    Range range = ranges.of(parameters);
    return responses.of(parameters, range, "punch-card", tables.punchCard(range, organisation));
  }
}
