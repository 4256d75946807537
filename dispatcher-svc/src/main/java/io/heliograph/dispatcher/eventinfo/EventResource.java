package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.view.DeliveryProgress;
import io.heliograph.coordinator.view.DeliveryProgressQuery;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.dispatcher.publish.Provenance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v1/events/{kafka_key}}: where an event is and where it came from. */
@Path("/api/v1/events/{kafka_key}")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class EventResource {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final EventLocator locator;
  private final EventInfoSettings settings;
  private final Semaphore searches;

  EventResource(EventLocator locator, EventInfoSettings settings) {
    this.locator = locator;
    this.settings = settings;
    this.searches = new Semaphore(settings.searchesMax());
  }

  /**
   * How far the subscriptions of a plugin are with the event (part 1 row 30). An event that none of
   * them wants has no entry.
   */
  @GET
  @Blocking
  @Path("/progress")
  @Operation(summary = "Tells how far a plugin's subscriptions are with an event")
  public Uni<byte[]> progress(
      @PathParam("kafka_key") String key,
      @QueryParam("name") @DefaultValue("") String name,
      @QueryParam("version") @DefaultValue("") String version) {
    if (name.isEmpty()) {
      throw bad("name", "the plugin's name is needed");
    }
    List<FoundEvent> events = find(key);
    List<DeliveryProgressQuery.At> places =
        events.stream()
            .map(
                event ->
                    new DeliveryProgressQuery.At(
                        event.partition(), event.offset(), event.retryFor(), event.retryAttempt()))
            .toList();
    return Uni.createFrom()
        .completionStage(
            () -> locator.progressEverywhere(new DeliveryProgressQuery(name, version, places)))
        .ifNoItem()
        .after(ANSWER_TIMEOUT)
        .fail()
        .onFailure()
        .transform(
            failure -> HubException.busy(ErrorCode.UNAVAILABLE, "a replica does not answer, retry"))
        .map(progress -> answer(key, events, progress));
  }

  /** What a member said about the event's origin (part 1 row 31). */
  @GET
  @Blocking
  @Path("/provenance")
  @Operation(summary = "Tells where a member said that an event comes from")
  public byte[] provenance(@PathParam("kafka_key") String key) {
    List<FoundEvent> events = find(key);
    JsonBytes json = new JsonBytes(512).raw("{\"kafka_key\":").string(key).raw(",\"records\":[");
    for (int at = 0; at < events.size(); at++) {
      FoundEvent event = events.get(at);
      json.raw(at == 0 ? "{" : ",{");
      place(json, event);
      json.raw(",\"provenance\":")
          .raw(event.provenance().isEmpty() ? NOTHING : Provenance.json(event.provenance()))
          .raw('}');
    }
    return json.raw("]}").toByteArray();
  }

  private static final byte[] NOTHING = {'n', 'u', 'l', 'l'};

  private List<FoundEvent> find(String key) {
    if (!KEY.matcher(key).matches()) {
      throw bad("kafka_key", "'" + key + "' is not 32 lower-case hexadecimal digits");
    }
    EventFinder finder = locator.finder();
    if (!searches.tryAcquire()) {
      throw HubException.busy(ErrorCode.OVERLOADED, "too many event lookups are running");
    }
    try {
      long giveUpNanos = System.nanoTime() + settings.searchMax().toNanos();
      Search search = finder.find(key, settings.recordsMax(), giveUpNanos);
      if (search.events().isEmpty()) {
        throw new HubException(
            ErrorCode.NOT_FOUND,
            search.complete()
                ? "no event with this kafka_key"
                : "no event of that kafka_key is among the newest "
                    + search.recordsSeen()
                    + " records; older ones were not looked at");
      }
      return search.events();
    } catch (TimeoutException late) {
      throw HubException.busy(ErrorCode.UNAVAILABLE, "Kafka does not answer");
    } finally {
      searches.release();
    }
  }

  private static byte[] answer(
      String key, List<FoundEvent> events, List<DeliveryProgress> progress) {
    JsonBytes json = new JsonBytes(1024).raw("{\"kafka_key\":").string(key).raw(",\"records\":[");
    for (int at = 0; at < events.size(); at++) {
      FoundEvent event = events.get(at);
      json.raw(at == 0 ? "{" : ",{");
      place(json, event);
      if (!event.retryFor().isEmpty()) {
        json.raw(",\"retry_for\":").string(event.retryFor());
        json.raw(",\"retry_attempt\":").number(event.retryAttempt());
      }
      json.raw('}');
    }
    json.raw("],\"subscriptions\":[");
    for (int at = 0; at < progress.size(); at++) {
      standing(json.raw(at == 0 ? "{" : ",{"), progress.get(at));
      json.raw('}');
    }
    return json.raw("]}").toByteArray();
  }

  private static void place(JsonBytes json, FoundEvent event) {
    json.raw("\"topic\":").string(event.partition().topic());
    json.raw(",\"partition\":").number(event.partition().partition());
    json.raw(",\"offset\":").number(event.offset());
    json.raw(",\"written\":").string(Instant.ofEpochMilli(event.timestampMillis()).toString());
  }

  private static void standing(JsonBytes json, DeliveryProgress one) {
    json.raw("\"subscription\":").string(one.pluginKey());
    json.raw(",\"queue\":").string(one.queue().wire());
    json.raw(",\"topic\":").string(one.partition().topic());
    json.raw(",\"partition\":").number(one.partition().partition());
    json.raw(",\"offset\":").number(one.offset());
    json.raw(",\"state\":").string(one.state().wire());
    switch (one.state()) {
      case WAITING -> json.raw(",\"ahead\":").number(one.ahead());
      case HANDED_OUT -> {
        if (one.leaseEndMillis() > 0) {
          json.raw(",\"lease_ends\":")
              .string(Instant.ofEpochMilli(one.leaseEndMillis()).toString());
        }
      }
      case REQUEUING, DONE -> {}
    }
    if (one.state() != DeliveryProgress.State.DONE) {
      json.raw(",\"attempt\":").number(one.attempt());
    }
  }

  private static HubException bad(String parameter, String rule) {
    return new HubException(
        ErrorCode.BAD_PARAMETERS, "bad parameter for " + parameter + ": " + rule);
  }
}
