package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.kit.http.OperatorOnly;
import io.heliograph.migration.Migration;
import io.heliograph.migration.MigrationException;
import io.heliograph.migration.MigrationRequest;
import io.heliograph.migration.Migrations;
import io.heliograph.migration.Migrations.Command;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v1/migrations}: copies topics of Azul clusters (contract part 1 row 28). */
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public final class MigrationResource {
  private static final int BODY_BYTES_MAX = 1 << 20;

  private final Migrations migrations;

  MigrationResource(Migrations migrations) {
    this.migrations = migrations;
  }

  /** Begins a migration, or only tells what it would copy. */
  @POST
  @OperatorOnly
  @Blocking
  @Operation(summary = "Begins to copy topics of an Azul cluster")
  public Response begin(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
    if (bytes.length > BODY_BYTES_MAX) {
      throw new HubException(
          ErrorCode.TOO_LARGE, "the body may have at most " + BODY_BYTES_MAX + " bytes");
    }
    MigrationRequest request = request(bytes);
    Migration migration = told(() -> migrations.begin(request));
    return Response.status(request.dryRun() ? 200 : 201)
        .entity(MigrationJson.whole(migration, ""))
        .build();
  }

  private static MigrationRequest request(byte[] body) {
    try {
      return RequestReader.read(body);
    } catch (IllegalArgumentException bad) {
      throw new HubException(ErrorCode.BAD_PARAMETERS, String.valueOf(bad.getMessage()));
    }
  }

  /** All that is known, the oldest first. */
  @GET
  @Operation(summary = "Lists migrations")
  public byte[] list() {
    return MigrationJson.list(told(migrations::all), migrations.trouble());
  }

  /** How far one is, topic by topic. */
  @GET
  @Path("/{id}")
  @Operation(summary = "Shows how far a migration is")
  public byte[] show(@PathParam("id") String id) {
    return MigrationJson.whole(told(() -> migrations.find(id)), migrations.trouble());
  }

  /** What one could not read. */
  @GET
  @Path("/{id}/rejected")
  @Operation(summary = "Lists records that a migration rejected")
  public byte[] rejected(@PathParam("id") String id) {
    return MigrationJson.rejects(told(() -> migrations.find(id)));
  }

  /** Stops copying; plugins stay paused. */
  @POST
  @OperatorOnly
  @Blocking
  @Path("/{id}/pause")
  @Operation(summary = "Stops a migration for a while")
  public byte[] pause(@PathParam("id") String id) {
    return command(id, Command.PAUSE);
  }

  /** Goes on with what was stopped. */
  @POST
  @OperatorOnly
  @Blocking
  @Path("/{id}/resume")
  @Operation(summary = "Goes on with a migration")
  public byte[] resume(@PathParam("id") String id) {
    return command(id, Command.RUN);
  }

  /** Gives it up; what was copied stays, and a later migration goes on from there. */
  @DELETE
  @OperatorOnly
  @Blocking
  @Path("/{id}")
  @Operation(summary = "Gives up a migration")
  public byte[] cancel(@PathParam("id") String id) {
    return command(id, Command.CANCEL);
  }

  private byte[] command(String id, Command command) {
    return MigrationJson.whole(told(() -> migrations.command(id, command)), migrations.trouble());
  }

  /** What the work gives, or the answer to why it does not. */
  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (MigrationException refused) {
      throw answer(refused);
    }
  }

  /** What the API answers to that. */
  static HubException answer(MigrationException refused) {
    String detail = refused.detail();
    return switch (refused.reason()) {
      case INVALID -> new HubException(ErrorCode.BAD_PARAMETERS, detail);
      case FORBIDDEN -> new HubException(ErrorCode.FORBIDDEN, detail);
      case NOT_FOUND -> new HubException(ErrorCode.NOT_FOUND, detail);
      case CONFLICT -> new HubException(ErrorCode.CONFLICT, detail);
      case UNAVAILABLE -> HubException.busy(ErrorCode.UNAVAILABLE, detail);
    };
  }
}
