package io.heliograph.dispatcher.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.cursor.MalformedRecordException;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.owner.Confirmation;
import io.heliograph.dispatcher.owner.Readiness;
import io.heliograph.dispatcher.owner.StandingQuestion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.security.MessageDigest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * {@code /internal/v1}: what replicas ask of each other. Everything else is answered as if it did
 * not exist. Runs on the event loop and never blocks.
 */
@Path(Wire.PATH)
public final class PeerResource {
  private static final byte[] NOTHING = {};

  private final PeerDesk desk;
  private final byte[] secret;

  PeerResource(PeerDesk desk, PeerSettings settings) {
    this.desk = desk;
    this.secret = settings.secret().orElse("").getBytes(UTF_8);
  }

  /** Takes events for a fetch that the asking replica serves. */
  @POST
  @Path(Wire.TAKE)
  @Operation(hidden = true)
  public Uni<byte[]> take(
      @HeaderParam(Wire.SECRET) @Nullable String given,
      @HeaderParam(Wire.PROCESS) @Nullable String process,
      byte[] order) {
    String asking = known(given, process);
    return Uni.createFrom()
        .completionStage(
            () -> {
              try {
                return desk.lending().take(asking, order);
              } catch (MalformedRecordException malformed) {
                throw bad(malformed);
              }
            });
  }

  /** Tells what is ready; also a sign of life of the asking replica. */
  @POST
  @Path(Wire.READY)
  @Operation(hidden = true)
  public Uni<byte[]> ready(
      @HeaderParam(Wire.SECRET) @Nullable String given,
      @HeaderParam(Wire.PROCESS) @Nullable String process,
      byte[] pluginKeys) {
    desk.lending().heardOf(known(given, process));
    try {
      var keys = Readiness.decodeKeys(pluginKeys);
      return Uni.createFrom().completionStage(() -> desk.readiness(keys)).map(Readiness::encode);
    } catch (MalformedRecordException malformed) {
      throw bad(malformed);
    }
  }

  /** Tells where subscriptions stand with records of the partitions here. */
  @POST
  @Path(Wire.STANDINGS)
  @Operation(hidden = true)
  public Uni<byte[]> standings(
      @HeaderParam(Wire.SECRET) @Nullable String given,
      @HeaderParam(Wire.PROCESS) @Nullable String process,
      byte[] body) {
    var unused = known(given, process);
    try {
      StandingQuestion question = StandingQuestion.decode(body);
      return Uni.createFrom()
          .completionStage(() -> desk.standings(question))
          .map(StandingQuestion::encodeAnswer);
    } catch (MalformedRecordException malformed) {
      throw bad(malformed);
    }
  }

  /** Settles a batch of the asking replica, or confirms one of ours. */
  @POST
  @Path(Wire.SETTLE)
  @Operation(hidden = true)
  public byte[] settle(
      @HeaderParam(Wire.SECRET) @Nullable String given,
      @HeaderParam(Wire.PROCESS) @Nullable String process,
      byte[] body) {
    String asking = known(given, process);
    try {
      SettleCodec told = SettleCodec.decode(body);
      Confirmation confirmation = told.confirmation();
      if (confirmation != null) {
        desk.confirmed(confirmation);
      } else {
        desk.settled(asking, told.batch(), told.settlement(), told.takes());
      }
      return NOTHING;
    } catch (MalformedRecordException malformed) {
      throw bad(malformed);
    }
  }

  private String known(@Nullable String given, @Nullable String process) {
    boolean right =
        secret.length > 0 && given != null && MessageDigest.isEqual(secret, given.getBytes(UTF_8));
    if (!right || process == null || process.isEmpty()) {
      throw new HubException(ErrorCode.NOT_FOUND, HubException.NO_DETAIL);
    }
    return process;
  }

  private static HubException bad(MalformedRecordException malformed) {
    return new HubException(ErrorCode.INVALID_REQUEST, String.valueOf(malformed.getMessage()));
  }
}
