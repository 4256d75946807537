package io.heliograph.dashboard.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ProblemException;
import io.heliograph.kit.http.OperatorOnly;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators: messages with times of their own, a JSON object per line. */
@Path("/api/v1/statistics/replays")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@OperatorOnly
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
public final class ReplayResource {
  /** Kafka's {@code message.timestamp.after.max.ms}. */
  private static final Duration AHEAD_MAX = Duration.ofHours(1);

  private final MispReplayWriter writer;
  private final ReplaySettings settings;
  private final InstantSource clock;

  ReplayResource(MispReplayWriter writer, ReplaySettings settings, InstantSource clock) {
    this.clock = clock;
    this.writer = writer;
    this.settings = settings;
  }

  /** Takes all lines or none; 202 when they are durable. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Takes messages, one per line: all of them or none")
  @RequestBody(
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "ReplayLine")))
  @APIResponse(
      responseCode = "202",
      description = "They are durable; Location tells where to ask whether they count",
      content = @Content(schema = @Schema(ref = "Replay")))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "401", ref = "Unauthorized")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "413", ref = "TooLarge")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response add(byte[] body)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (body.length > settings.bodyBytesMax()) {
      throw new ProblemException(
          CommonError.TOO_LARGE, "the body has over " + settings.bodyBytesMax() + " bytes");
    }
    long latestMillis = clock.instant().plus(AHEAD_MAX).toEpochMilli();
    List<ReplayLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) new String(body, UTF_8).lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        lines.add(ReplayLine.parse(line, number, latestMillis));
      }
      if (lines.size() > settings.messagesMax()) {
        throw new ProblemException(
            CommonError.TOO_LARGE, "there are over " + settings.messagesMax() + " messages");
      }
    }
    if (lines.isEmpty()) {
      throw new ProblemException(CommonError.INVALID_REQUEST, "there is no message");
    }
    MispReplayWriter.End end = writer.add(lines);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", end.id());
    answer.put("messages", lines.size());
    return Response.accepted(answer.toString())
        .location(URI.create("/api/v1/statistics/replays/" + end.id()))
        .build();
  }

  /** Whether its last message counts. */
  @GET
  @Path("{id}")
  @Operation(summary = "Whether the last message of a replay counts")
  @APIResponse(
      responseCode = "200",
      description = "How far it is",
      content = @Content(schema = @Schema(ref = "Replay")))
  @APIResponse(responseCode = "401", ref = "Unauthorized")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public String state(String id) throws ExecutionException, InterruptedException, TimeoutException {
    long remaining = writer.remaining(MispReplayWriter.End.parse(id));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", id);
    answer.put("state", remaining == 0 ? "counted" : "counting");
    answer.put("remaining", remaining);
    return answer.toString();
  }
}
