package io.heliograph.dashboard.misp;

import io.heliograph.event.StatisticsKeys;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Trendings and logins. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class TrendingResource {
  private static final int TOP = 10;

  private final TrendingQueries trendings;
  private final LoginQueries logins;
  private final Calendar calendar;

  TrendingResource(TrendingQueries trendings, LoginQueries logins, Calendar calendar) {
    this.trendings = trendings;
    this.logins = logins;
    this.calendar = calendar;
  }

  @GET
  @Path("_getTrendingEvents")
  public String events(
      @QueryParam("dateS") @Nullable String from,
      @QueryParam("dateE") @Nullable String to,
      @QueryParam("topNum") @Nullable String count,
      @QueryParam("specificLabel") @Nullable String only) {
    String label = only == null || only.isEmpty() ? null : only.replace("\\n", "\n");
    return trendings
        .labels(StatisticsKeys.TRENDING_EVENTS, calendar.range(from, to), top(count), label)
        .toString();
  }

  @GET
  @Path("_getTrendingCategs")
  public String categories(
      @QueryParam("dateS") @Nullable String from,
      @QueryParam("dateE") @Nullable String to,
      @QueryParam("topNum") @Nullable String count) {
    return trendings
        .labels(StatisticsKeys.TRENDING_CATEGORIES, calendar.range(from, to), top(count), null)
        .toString();
  }

  @GET
  @Path("_getTrendingDisc")
  public String discussions(
      @QueryParam("dateS") @Nullable String from, @QueryParam("dateE") @Nullable String to) {
    return trendings
        .labels(StatisticsKeys.TRENDING_DISCUSSIONS, calendar.range(from, to), TOP, null)
        .toString();
  }

  @GET
  @Path("_getTrendingTags")
  public String tags(
      @QueryParam("dateS") @Nullable String from,
      @QueryParam("dateE") @Nullable String to,
      @QueryParam("topNum") @Nullable String count) {
    return trendings.tags(calendar.range(from, to), top(count)).toString();
  }

  @GET
  @Path("_getTrendingSightings")
  public String sightings(
      @QueryParam("dateS") @Nullable String from, @QueryParam("dateE") @Nullable String to) {
    return trendings.sightings(calendar.range(from, to)).toString();
  }

  @GET
  @Path("_getTypeaheadData")
  public String typeahead(
      @QueryParam("dateS") @Nullable String from, @QueryParam("dateE") @Nullable String to) {
    return trendings.typeahead(calendar.range(from, to)).toString();
  }

  @GET
  @Path("_getGenericTrendingOvertime")
  public String overtime(
      @QueryParam("dateS") @Nullable String from,
      @QueryParam("dateE") @Nullable String to,
      @QueryParam("choice") @DefaultValue("events") String choice) {
    String prefix =
        switch (choice) {
          case "categs" -> StatisticsKeys.TRENDING_CATEGORIES;
          case "tags" -> StatisticsKeys.TRENDING_TAGS;
          default -> StatisticsKeys.TRENDING_EVENTS;
        };
    return trendings.runs(prefix, calendar.range(from, to)).toString();
  }

  @GET
  @Path("_getAllLoggedOrg")
  public String loggedIn() {
    return logins.organisations().toString();
  }

  @GET
  @Path("_getUserLogins")
  public String punchCard(
      @QueryParam("date") @Nullable String date, @QueryParam("org") @Nullable String organisation) {
    return logins.punchCard(organisation, calendar.moment(date)).toString();
  }

  @GET
  @Path("_getTopOrglogin")
  public String contributionsPerLogin(@QueryParam("date") @Nullable String date) {
    return logins.contributionsPerLogin(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getLoginVSCOntribution")
  public String contributed(@QueryParam("date") @Nullable String date) {
    return logins.contributed(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getUserLoginsAndContribOvertime")
  public String loginsOvertime(
      @QueryParam("date") @Nullable String date, @QueryParam("org") @Nullable String organisation) {
    return logins.overtime(organisation, calendar.moment(date)).toString();
  }

  private static int top(@Nullable String count) {
    try {
      return count == null ? TOP : Math.max(0, Integer.parseInt(count));
    } catch (NumberFormatException noNumber) {
      return TOP;
    }
  }
}
