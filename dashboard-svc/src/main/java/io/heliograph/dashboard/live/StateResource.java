package io.heliograph.dashboard.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.dashboard.core.RedisWatch;
import io.heliograph.dashboard.core.StatisticsSettings;
import io.heliograph.dashboard.ingest.IngestMetrics;
import io.heliograph.dashboard.ingest.StatisticsConsumer;
import io.heliograph.kit.health.DependencyWatch.State;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is shown is what happened: for pages, which mark what is stale. Sends no request
 * itself, so it answers at once whatever is unavailable.
 */
@Path("/api/v1/statistics/state")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "State")
public final class StateResource {
  private final RedisSubscriber subscriber;
  private final RedisWatch redis;
  private final StatisticsConsumer consumer;
  private final IngestMetrics metrics;
  private final Surroundings surroundings;

  StateResource(
      RedisSubscriber subscriber,
      RedisWatch redis,
      StatisticsConsumer consumer,
      IngestMetrics metrics,
      Surroundings surroundings) {
    this.subscriber = subscriber;
    this.redis = redis;
    this.consumer = consumer;
    this.metrics = metrics;
    this.surroundings = surroundings;
  }

  /** The clock and the zone of answers. */
  @Singleton
  record Surroundings(InstantSource clock, StatisticsSettings settings) {}

  /** Stale means: what happens now is not counted, not told, or cannot be read. */
  @GET
  @Operation(summary = "Whether the statistics are current, and what is missing if not")
  @APIResponse(
      responseCode = "200",
      description = "The state of the statistics",
      content = @Content(schema = @Schema(ref = "State")))
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public String state() {
    State<Instant> now = redis.state();
    String missing = now.reachable() ? consumer.missing() : "redis: " + now.reason();
    if (missing == null && !subscriber.isUp()) {
      missing = "redis: no subscription to the live channels";
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("at", text(surroundings.clock().instant()));
    answer.put("stale", missing != null);
    answer.put("missing", missing);
    answer.put("redis", now.reachable());
    answer.put("counting", now.reachable() && consumer.missing() == null);
    answer.put("live", subscriber.isUp());
    answer.put("waiting", metrics.waiting());
    Instant newest = now.latest();
    answer.put("newest", newest == null ? null : text(newest));
    answer.put("newestAgeSeconds", newest == null ? null : age(newest));
    return answer.toString();
  }

  private long age(Instant newest) {
    return Math.max(0, Duration.between(newest, surroundings.clock().instant()).toSeconds());
  }

  private @Nullable String text(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        moment.atZone(surroundings.settings().timeZone()));
  }
}
