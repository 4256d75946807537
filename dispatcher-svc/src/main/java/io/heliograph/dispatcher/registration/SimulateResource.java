package io.heliograph.dispatcher.registration;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.dispatcher.publish.BodyReader;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code POST /api/v2/event/simulate}: which consumers of the last day would get this binary event
 * (contract dispatcher.md part 2 section 1.3).
 */
@Path("/api/v2/event/simulate")
public final class SimulateResource {
  private final Registrations registrations;
  private final BodyReader bodies;

  SimulateResource(Registrations registrations, BodyReader bodies) {
    this.registrations = registrations;
    this.bodies = bodies;
  }

  /** Judges the event of the body. */
  @POST
  @Operation(summary = "Tells which consumers would get an event")
  public Uni<Response> simulate(@Context HttpServerRequest request) {
    return Uni.createFrom()
        .completionStage(() -> bodies.read(request))
        .chain(
            body ->
                registered()
                    .map(consumers -> answer(consumers, body.bytes()))
                    .eventually(body::release));
  }

  private Uni<List<RegisteredConsumer>> registered() {
    return registrations
        .all()
        .onFailure()
        .transform(
            away ->
                HubException.busy(ErrorCode.UNAVAILABLE, "the registrations cannot be read now"));
  }

  private static Response answer(List<RegisteredConsumer> consumers, byte[] body) {
    return Response.ok(verdicts(consumers, body), MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** The answer; the body is looked at only when there is a consumer to judge it for. */
  static byte[] verdicts(List<RegisteredConsumer> consumers, byte[] body) {
    JsonBytes json = new JsonBytes(64 + 128 * consumers.size()).raw("{\"consumers\":[");
    if (!consumers.isEmpty()) {
      EventHeaders event = event(body);
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

  private static EventHeaders event(byte[] body) {
    return StoredEvents.read(Model.BINARY, body)
        .map(StoredEvent::headers)
        .orElseThrow(
            () -> new HubException(ErrorCode.SIMULATE_FAILED, "the body is no binary event"));
  }
}
