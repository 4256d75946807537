package io.heliograph.dispatcher.pause;

import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.kit.http.OperatorOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /api/v1/pause}: holds plugins where they are and lets them go on (contract part 1 row 20).
 */
@Path("/api/v1/pause")
@Produces(MediaType.APPLICATION_JSON)
public final class PauseResource {
  private static final int MINUTES_MAX = 525_600;

  private final Pauses pauses;

  PauseResource(Pauses pauses) {
    this.pauses = pauses;
  }

  /**
   * Whether plugins are held, since when and until when, and whether a restore pause stops them.
   */
  @GET
  @Operation(summary = "Tells whether plugins are held")
  public byte[] show() {
    return state();
  }

  /** Holds plugins, for so many minutes or until the hold is ended. */
  @PUT
  @OperatorOnly
  @Operation(summary = "Holds plugins where they are")
  public Uni<byte[]> hold(@QueryParam("minutes") @DefaultValue("") String minutes) {
    return pauses.hold(length(minutes)).map(done -> state());
  }

  /** Lets plugins go on from where they are. */
  @DELETE
  @OperatorOnly
  @Operation(summary = "Lets plugins go on")
  public Uni<byte[]> release() {
    return pauses.release().map(done -> state());
  }

  /** How long; zero for no end. */
  private static Duration length(String minutes) {
    if (minutes.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      int count = Integer.parseInt(minutes);
      if (count >= 1 && count <= MINUTES_MAX) {
        return Duration.ofMinutes(count);
      }
    } catch (NumberFormatException none) {
      // Told below, as a number out of bounds is.
    }
    throw new HubException(
        ErrorCode.BAD_PARAMETERS,
        "bad parameter for minutes: '"
            + minutes.substring(0, Math.min(minutes.length(), 40))
            + "' is no number from 1 to "
            + MINUTES_MAX);
  }

  private byte[] state() {
    Pause pause = pauses.current();
    Hold hold = pause.hold();
    JsonBytes json = new JsonBytes(160);
    json.raw("{\"paused\":").raw(pause.holds() ? "true" : "false");
    if (pause.holds()) {
      json.raw(",\"since\":").string(Instant.ofEpochMilli(hold.sinceMillis()).toString());
      if (hold.untilMillis() != Hold.OPEN) {
        json.raw(",\"until\":").string(Instant.ofEpochMilli(hold.untilMillis()).toString());
      }
    }
    return json.raw(",\"restore_pause\":").string(pause.window().wire()).raw('}').toByteArray();
  }
}
