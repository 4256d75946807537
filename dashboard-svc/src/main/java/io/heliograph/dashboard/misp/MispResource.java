package io.heliograph.dashboard.misp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live log and the map as lists; as streams they are answered before they come here. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public final class MispResource {
  private static final int KEPT = 101;
  private static final double LATITUDE_MAX = 85.05112878;
  private static final double LONGITUDE_MAX = 180;
  private static final double KILOMETRES_MAX = 40_080;

  private final RedisReads redis;
  private final LogLines lines;
  private final GeoQueries geo;
  private final Calendar calendar;

  MispResource(RedisReads redis, LogLines lines, GeoQueries geo, Calendar calendar) {
    this.redis = redis;
    this.lines = lines;
    this.geo = geo;
    this.calendar = calendar;
  }

  @GET
  @Path("_get_log_head")
  public Response head() {
    return Response.ok(lines.head().toString(), MediaType.TEXT_HTML_TYPE).build();
  }

  @GET
  @Path("_logs")
  public String logs(@CookieParam("filters") @Nullable String filters) {
    Map<String, String> filter = LogLines.filter(filters);
    ArrayNode items = Json.list();
    for (String line : redis.newest(StatisticsKeys.LIVE_LOG, KEPT)) {
      lines.item(line, filter).ifPresent(items::add);
    }
    return items.toString();
  }

  @POST
  @Path("_logs")
  public String postedLogs(@CookieParam("filters") @Nullable String filters) {
    return logs(filters);
  }

  @GET
  @Path("_maps")
  public String maps() {
    return "[" + String.join(",", redis.newest(StatisticsKeys.LIVE_MAP, KEPT)) + "]";
  }

  @GET
  @Path("_getTopCoord")
  public String topCoordinates(@QueryParam("date") @Nullable String date) {
    return geo.top(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getHitMap")
  public String hitMap(@QueryParam("date") @Nullable String date) {
    return geo.countries(calendar.moment(date)).toString();
  }

  @GET
  @Path("_getCoordsByRadius")
  public String withinRadius(
      @QueryParam("dateStart") @Nullable String from,
      @QueryParam("dateEnd") @Nullable String to,
      @QueryParam("centerLat") @Nullable String latitude,
      @QueryParam("centerLon") @Nullable String longitude,
      @QueryParam("radius") @Nullable String radius) {
    try {
      GeoQueries.Circle circle =
          new GeoQueries.Circle(
              number(latitude, -LATITUDE_MAX, LATITUDE_MAX),
              number(longitude, -LONGITUDE_MAX, LONGITUDE_MAX),
              number(radius, 0, KILOMETRES_MAX));
      return geo.within(circle, calendar.range(from, to)).toString();
    } catch (NumberFormatException noCircle) {
      return "[]";
    }
  }

  private static double number(@Nullable String text, double min, double max) {
    double number = Double.parseDouble(text == null ? "" : text);
    if (!(number >= min && number <= max)) {
      throw new NumberFormatException();
    }
    return number;
  }
}
