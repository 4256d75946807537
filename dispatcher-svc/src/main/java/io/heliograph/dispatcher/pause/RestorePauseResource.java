package io.heliograph.dispatcher.pause;

import io.heliograph.coordinator.pause.Pause;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.kit.http.OperatorOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /api/v1/restore-pause}: stops plugins for a restore; they restart after it (contract part
 * 1 row 20).
 */
@Path("/api/v1/restore-pause")
@Produces(MediaType.APPLICATION_JSON)
public final class RestorePauseResource {
  private final Pauses pauses;

  RestorePauseResource(Pauses pauses) {
    this.pauses = pauses;
  }

  /** Which window there is, until when it lasts, and what a pause set now would forget. */
  @GET
  @Operation(summary = "Tells whether plugins are stopped for a restore")
  public byte[] show() {
    return state(pauses.forgettable());
  }

  /** Pauses plugins; one set less than a minute ago stays as it is. */
  @PUT
  @OperatorOnly
  @Operation(summary = "Stops plugins for a restore: their places are forgotten")
  public Uni<byte[]> pause() {
    List<String> forgets = pauses.isRecent() ? List.of() : pauses.forgettable();
    return answer(pauses.set(), forgets);
  }

  /** Lets plugins go on; subscriptions that were forgotten start as new. */
  @DELETE
  @OperatorOnly
  @Operation(summary = "Ends a restore pause: plugins start anew")
  public Uni<byte[]> resume() {
    return answer(pauses.end(), List.of());
  }

  private Uni<byte[]> answer(Uni<Void> written, List<String> forgets) {
    return written.map(done -> state(forgets));
  }

  private byte[] state(List<String> forgets) {
    Pause pause = pauses.current();
    JsonBytes json = new JsonBytes(128);
    json.raw("{\"paused\":").raw(pause.restores() ? "true" : "false");
    json.raw(",\"window\":").string(pause.window().wire());
    if (pause.sinceMillis() > 0) {
      json.raw(",\"since\":").string(Instant.ofEpochMilli(pause.sinceMillis()).toString());
    }
    if (pause.endMillis() > 0) {
      json.raw(",\"until\":").string(Instant.ofEpochMilli(pause.endMillis()).toString());
    }
    json.raw(",\"forgets\":[");
    for (int at = 0; at < forgets.size(); at++) {
      json.raw(at == 0 ? "" : ",").string(forgets.get(at));
    }
    return json.raw("]}").toByteArray();
  }
}
