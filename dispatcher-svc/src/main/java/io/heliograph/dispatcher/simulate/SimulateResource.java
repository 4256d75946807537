package io.heliograph.dispatcher.simulate;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.dispatcher.publish.BodyReader;
import io.heliograph.dispatcher.publish.HeldBody;
import io.heliograph.dispatcher.registration.RegisteredConsumer;
import io.heliograph.dispatcher.registration.RegistrationSettings;
import io.heliograph.dispatcher.registration.Registrations;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.NoRoomException;
import io.heliograph.event.Room;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code POST /api/v2/event/simulate}: which consumers of the last day would get this binary event
 * (contract dispatcher.md part 2 section 1.3).
 */
@Path("/api/v2/event/simulate")
@Singleton
public final class SimulateResource {
  private final Registrations registrations;
  private final BodyReader bodies;
  private final Semaphore running;

  SimulateResource(Registrations registrations, BodyReader bodies, RegistrationSettings settings) {
    this.registrations = registrations;
    this.bodies = bodies;
    this.running = new Semaphore(settings.simulationsMax());
  }

  /** Judges the event of the body. */
  @POST
  @Operation(summary = "Tells which consumers would get an event")
  public Uni<Response> simulate(@Context HttpServerRequest request) {
    if (!running.tryAcquire()) {
      throw HubException.busy(ErrorCode.OVERLOADED, "too many simulations are running");
    }
    return Uni.createFrom()
        .completionStage(() -> bodies.read(request))
        .chain(body -> answer(body).eventually(body::release))
        .onTermination()
        .invoke(() -> running.release());
  }

  private Uni<Response> answer(HeldBody body) {
    return Uni.createFrom()
        .deferred(() -> registrations.all(body))
        .onFailure(failure -> !(failure instanceof NoRoomException))
        .transform(
            away ->
                HubException.busy(ErrorCode.UNAVAILABLE, "registrations are unavailable, retry"))
        .map(consumers -> verdicts(consumers, body.bytes(), body))
        .map(json -> Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build())
        .onFailure(NoRoomException.class)
        .transform(BodyReader::noRoom);
  }

  /** The answer; the body is looked at only when there is a consumer to judge it for. */
  static byte[] verdicts(List<RegisteredConsumer> consumers, byte[] body, Room room) {
    JsonBytes json = new JsonBytes(64 + 128 * consumers.size()).raw("{\"consumers\":[");
    if (!consumers.isEmpty()) {
      EventHeaders event = event(body, room);
      boolean first = true;
      for (RegisteredConsumer consumer : consumers) {
        json.raw(first ? "{\"name\":" : ",{\"name\":").string(consumer.name());
        first = false;
        String rejection = consumer.rejection(event);
        json.raw(",\"version\":").string(consumer.version());
        json.raw(",\"filter_out\":").raw(rejection == null ? "false" : "true");
        json.raw(",\"filter_out_trigger\":").string(rejection == null ? "" : rejection).raw('}');
      }
    }
    return json.raw("]}").toByteArray();
  }

  private static EventHeaders event(byte[] body, Room room) {
    return StoredEvents.read(Model.BINARY, body, room)
        .map(StoredEvent::headers)
        .orElseThrow(
            () -> new HubException(ErrorCode.SIMULATE_FAILED, "the body is no binary event"));
  }
}
