package io.heliograph.dashboard.api;

import io.heliograph.dashboard.read.Honours;
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
  private final Honours honours;
  private final RedisReads redis;
  private final Ranges ranges;
  private final Answers answers;

  ContributorsResource(
      ContributorTables tables, Honours honours, RedisReads redis, Ranges ranges, Answers answers) {
    this.tables = tables;
    this.honours = honours;
    this.redis = redis;
    this.ranges = ranges;
    this.answers = answers;
  }

  @GET
  @Operation(
      summary = "Organisations by points of the range, with level, rank, badges, best trophy",
      description = "Columns: place, org, points, pointsAllTime, level, rank, badges, trophy, last")
  public Response ranking(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = tables.ranking(range, ranges.limit(asked, TOP));
    return answers.of(asked, range, "contributors", table);
  }

  @GET
  @Path("last")
  @Operation(
      summary = "Who contributed last; kept for seven days",
      description = "Columns: time, org")
  public Response last(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = tables.lastContributors(range).first(ranges.limit(asked, TOP));
    return answers.of(asked, range, "last-contributors", table);
  }

  @GET
  @Path("days")
  @Operation(
      summary = "Points by day of the organisations with most (limit), or of one",
      description = "Columns: day, org, points")
  public Response days(@BeanParam Asked asked, @QueryParam("org") @Nullable String organisation) {
    Range range = ranges.of(asked);
    Table table = tables.byDay(range, ranges.limit(asked, LINES), organisation);
    return answers.of(asked, range, "contributions", table);
  }

  @GET
  @Path("categories")
  @Operation(
      summary = "Contributions by organisation and category",
      description = "Columns: org, category, count")
  public Response categories(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = tables.byCategory(range).first(ranges.limit(asked, CELLS));
    return answers.of(asked, range, "contributions-by-category", table);
  }

  @GET
  @Path("trophies")
  @Operation(
      summary = "Trophies of all time, by category or organisation",
      description = "Columns: category, org, points, rank, title")
  public Response trophies(
      @BeanParam Asked asked,
      @QueryParam("category") @Nullable String category,
      @QueryParam("org") @Nullable String organisation) {
    Range range = ranges.of(asked);
    Table table =
        tables.trophies(
            one ->
                (category == null || category.equals(one.category()))
                    && (organisation == null || organisation.equals(one.organisation())));
    return answers.of(asked, range, "trophies", table.first(ranges.limit(asked, CELLS)));
  }

  @GET
  @Path("awards")
  @Operation(
      summary = "Awards, the newest first; kept for seven days",
      description = "Columns: time, org, kind, number, category, text")
  public Response awards(@BeanParam Asked asked) {
    Range range = ranges.of(asked);
    Table table = tables.awards(range, ranges.limit(asked, TOP));
    return answers.of(asked, range, "awards", table);
  }

  @GET
  @Path("requirements")
  @Operation(
      summary = "The sixteen requirements and which of them an organisation fulfils",
      description = "Columns: number, fulfilled, text")
  public Response requirements(
      @BeanParam Asked asked, @QueryParam("org") @Nullable String organisation) {
    String name = Ranges.required(organisation, "org");
    if (redis.send(Command.SISMEMBER, StatisticsKeys.CONTRIBUTORS, name).toInteger() == 0) {
      throw new ProblemException(CommonError.NOT_FOUND, "org has not contributed anything");
    }
    Honours.Held held =
        honours.of(List.of(name)).getOrDefault(name, new Honours.Held(List.of(), List.of(), 0));
    Table table = new Table("number", "fulfilled", "text");
    for (int number = 1; number <= Honours.REQUIREMENTS; number++) {
      table.add(number, held.requirements().contains(number), Requirements.text(number));
    }
    return answers.of(asked, ranges.of(asked), "requirements", table);
  }
}
