package io.heliograph.dashboard.award;

import io.heliograph.dashboard.read.RedisReads;
import io.heliograph.event.StatisticsKeys;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.Found;
import io.heliograph.kit.error.ProblemException;
import io.heliograph.kit.http.OperatorOnly;
import io.smallrye.common.annotation.Blocking;
import io.vertx.redis.client.Command;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators (contract dashboard.md, reading 10). Giving twice is giving once. */
@Path("/api/v1/statistics/contributors/{org}/honours/{id}")
@Blocking
@OperatorOnly
@Tag(name = "Operators")
@SecurityRequirement(name = "operator")
public final class AwardResource {
  private final AwardScript script;
  private final RedisReads redis;

  AwardResource(AwardScript script, RedisReads redis) {
    this.script = script;
    this.redis = redis;
  }

  @PUT
  @Operation(summary = "Gives badge-1 to badge-5, requirement-15 or requirement-16")
  @APIResponse(responseCode = "201", description = "Given, listed and announced")
  @APIResponse(responseCode = "204", description = "Already given")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "401", ref = "Unauthorized")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response give(String org, String id) {
    Award award = award(id);
    known(org);
    return Response.status(script.give(org, award) ? 201 : 204).build();
  }

  @DELETE
  @Operation(summary = "Revokes it; 204 also when it was not given")
  @APIResponse(responseCode = "204", description = "The organisation does not have it")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "401", ref = "Unauthorized")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response take(String org, String id) {
    Award award = award(id);
    known(org);
    redis.send(Command.DEL, award.key(org));
    return Response.noContent().build();
  }

  private static Award award(String id) {
    return Award.parse(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonError.INVALID_REQUEST,
                    "id is not an award: expected badge-1..5, requirement-15 or requirement-16"
                        + Found.of(id)));
  }

  private void known(String organisation) {
    if (redis.send(Command.SISMEMBER, StatisticsKeys.CONTRIBUTORS, organisation).toInteger() == 0) {
      throw new ProblemException(CommonError.NOT_FOUND, "org has not contributed anything");
    }
  }
}
