package io.heliograph.dashboard.api;

import io.heliograph.dashboard.read.Awards;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.vertx.redis.client.Command;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Contributors: ranking, badges, trophies, awards. */
@Path("/api/v1/statistics/contributors")
@Blocking
public final class ContributorsResource {
  private static final int TOP = 100;
  private static final int LINES = 5;
  private static final int CELLS = 2_000;

  private final ContributorTables tables;
  private final Awards awards;
  private final RedisReads redis;
  private final Ranges ranges;
  private final Responses responses;

  ContributorsResource(
      ContributorTables tables,
      Awards awards,
      RedisReads redis,
      Ranges ranges,
      Responses responses) {
    this.tables = tables;
    this.awards = awards;
    this.redis = redis;
    this.ranges = ranges;
    this.responses = responses;
  }

  @GET
  @Operation(
      summary = "Organisations by points of the range, with level, rank, badges, best trophy",
      description = "Columns: place, org, points, pointsAllTime, level, rank, badges, trophy, last")
  public Response ranking(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = tables.ranking(range, ranges.limit(parameters, TOP));
    return responses.of(parameters, range, "contributors", table);
  }

  @GET
  @Path("last")
  @Operation(
      summary = "The last contributors; kept for seven days",
      description = "Columns: time, org")
  public Response last(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = tables.lastContributors(range).first(ranges.limit(parameters, TOP));
    return responses.of(parameters, range, "last-contributors", table);
  }

  @GET
  @Path("days")
  @Operation(
      summary = "Points by day of the organisations with most (limit), or of one",
      description = "Columns: day, org, points")
  public Response days(
      @BeanParam QueryParameters parameters, @QueryParam("org") @Nullable String organisation) {
    Range range = ranges.of(parameters);
    Table table = tables.byDay(range, ranges.limit(parameters, LINES), organisation);
    return responses.of(parameters, range, "contributions", table);
  }

  @GET
  @Path("categories")
  @Operation(
      summary = "Contributions by organisation and category",
      description = "Columns: org, category, count")
  public Response categories(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = tables.byCategory(range).first(ranges.limit(parameters, CELLS));
    return responses.of(parameters, range, "contributions-by-category", table);
  }

  @GET
  @Path("trophies")
  @Operation(
      summary = "Trophies of all time, by category or organisation",
      description = "Columns: category, org, points, rank, title")
  public Response trophies(
      @BeanParam QueryParameters parameters,
      @QueryParam("category") @Nullable String category,
      @QueryParam("org") @Nullable String organisation) {
    Range range = ranges.of(parameters);
    Table table =
        tables.trophies(
            one ->
                (category == null || category.equals(one.category()))
                    && (organisation == null || organisation.equals(one.organisation())));
    return responses.of(
        parameters, range, "trophies", table.first(ranges.limit(parameters, CELLS)));
  }

  @GET
  @Path("awards")
  @Operation(
      summary = "Awards, the newest first; kept for seven days",
      description = "Columns: time, org, kind, number, category, text")
  public Response awards(@BeanParam QueryParameters parameters) {
    Range range = ranges.of(parameters);
    Table table = tables.awards(range, ranges.limit(parameters, TOP));
    return responses.of(parameters, range, "awards", table);
  }

  @GET
  @Path("requirements")
  @Operation(
      summary = "The sixteen requirements and which of them an organisation fulfils",
      description = "Columns: number, fulfilled, text")
  public Response requirements(
      @BeanParam QueryParameters parameters, @QueryParam("org") @Nullable String organisation) {
    String name = Ranges.required(organisation, "org");
    if (redis.send(Command.SISMEMBER, StatisticsKeys.CONTRIBUTORS, name).toInteger() == 0) {
      throw new ProblemException(CommonError.NOT_FOUND, "org has not contributed anything");
    }
    Awards.Held held =
        awards.of(List.of(name)).getOrDefault(name, new Awards.Held(List.of(), List.of(), 0));
    Table table = new Table("number", "fulfilled", "text");
    for (int number = 1; number <= Awards.REQUIREMENTS; number++) {
      table.add(number, held.requirements().contains(number), Requirements.text(number));
    }
    return responses.of(parameters, ranges.of(parameters), "requirements", table);
  }
}
