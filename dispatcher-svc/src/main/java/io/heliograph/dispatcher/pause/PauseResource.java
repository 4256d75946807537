package io.heliograph.dispatcher.pause;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.kit.http.OperatorOnly;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v1/pause}: pauses plugins and lets them go on (contract part 1 row 20). */
@Path("/api/v1/pause")
@Produces(MediaType.APPLICATION_JSON)
public final class PauseResource {
  private final Pauses pauses;

  PauseResource(Pauses pauses) {
    this.pauses = pauses;
  }

  /** Whether plugins are paused, since when, and until when the present window lasts. */
  @GET
  @Operation(summary = "Tells whether plugins are paused")
  public byte[] show() {
    return state();
  }

  /** Pauses plugins; one set less than a minute ago stays as it is. */
  @PUT
  @OperatorOnly
  @Operation(summary = "Pauses plugins")
  public Uni<byte[]> pause() {
    return answer(pauses.set());
  }

  /** Lets plugins go on; subscriptions that were forgotten start as new. */
  @DELETE
  @OperatorOnly
  @Operation(summary = "Lets plugins go on")
  public Uni<byte[]> resume() {
    return answer(pauses.end());
  }

  private Uni<byte[]> answer(Uni<Void> written) {
    return written
        .onFailure(TimeoutException.class)
        .transform(late -> HubException.busy(ErrorCode.UNAVAILABLE, "Kafka does not answer"))
        .map(done -> state());
  }

  private byte[] state() {
    Pause pause = pauses.current();
    JsonBytes json = new JsonBytes(128);
    json.raw("{\"paused\":").raw(pause.stopsPlugins() ? "true" : "false");
    json.raw(",\"window\":").string(pause.window().wire());
    if (pause.sinceMillis() > 0) {
      json.raw(",\"since\":").string(Instant.ofEpochMilli(pause.sinceMillis()).toString());
    }
    if (pause.endMillis() > 0) {
      json.raw(",\"until\":").string(Instant.ofEpochMilli(pause.endMillis()).toString());
    }
    return json.raw('}').toByteArray();
  }
}
