package io.heliograph.dashboard.misp;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Contributors, their ranks and awards. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class ContributorResource {
  private final ContributorQueries contributors;
  private final Organisations organisations;
  private final Calendar calendar;

  ContributorResource(
      ContributorQueries contributors, Organisations organisations, Calendar calendar) {
    this.contributors = contributors;
    this.organisations = organisations;
    this.calendar = calendar;
  }

  @GET
  @Path("_getLastContributors")
  public String last(@QueryParam("date") @Nullable String date) {
    return contributors.last(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getTopContributor")
  public String top(@QueryParam("date") @Nullable String date) {
    return contributors.top(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getFameContributor")
  public String fame() {
    return contributors.fame().toString();
  }

  @GET
  @Path("_getFameQualContributor")
  public String fameOfQuality() {
    return fame();
  }

  @GET
  @Path("_getTop5Overtime")
  public String topOvertime(@QueryParam("date") @Nullable String date) {
    return contributors.topOvertime(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getOrgOvertime")
  public String overtime(
      @QueryParam("org") @DefaultValue("") String organisation,
      @QueryParam("date") @Nullable String date) {
    return contributors.overtime(organisation, calendar.moment(date)).toString();
  }

  @GET
  @Path("_getCategPerContrib")
  public String categories(@QueryParam("date") @Nullable String date) {
    return contributors.withCategories(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getLatestAwards")
  public String awards() {
    return contributors.awards().toString();
  }

  @GET
  @Path("_getAllOrg")
  public String all() {
    return contributors.all().toString();
  }

  @GET
  @Path("_getOrgRank")
  public String rank(
      @QueryParam("org") @DefaultValue("") String organisation,
      @QueryParam("date") @Nullable String date) {
    return organisations.monthly(organisation, calendar.moment(date)).toString();
  }

  @GET
  @Path("_getContributionOrgStatus")
  public String status(@QueryParam("org") @DefaultValue("") String organisation) {
    return organisations.status(organisation).toString();
  }

  @GET
  @Path("_getHonorBadges")
  public String badges(@QueryParam("org") @DefaultValue("") String organisation) {
    return organisations.badges(organisation).toString();
  }

  @GET
  @Path("_getTrophies")
  public String trophies(@QueryParam("org") @DefaultValue("") String organisation) {
    return organisations.trophies(organisation).toString();
  }

  @GET
  @Path("_getAllOrgsTrophyRanking/{category}")
  public String ranking(String category) {
    return organisations.ranking(category).toString();
  }
}
