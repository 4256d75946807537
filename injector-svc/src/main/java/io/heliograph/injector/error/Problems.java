package io.heliograph.injector.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusedException;
import io.heliograph.kit.limit.SparseLog;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure into a problem document; what is not ours is logged once and says nothing.
 */
public final class Problems {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(Problems.class));
  private static final String TYPE = "application/problem+json";

  @ServerExceptionMapper
  Response known(ProblemException problem) {
    return answer(problem.code(), problem.detail());
  }

  /** What only operators may. */
  @ServerExceptionMapper
  Response refused(RefusedException error) {
    Refusal refusal = error.refusal();
    Response.ResponseBuilder answer = document(refusal.status(), refusal.title(), refusal.detail());
    refusal.headers().forEach(answer::header);
    return answer.build();
  }

  /** What the router throws: no such path, method, or media type. */
  @ServerExceptionMapper
  Response routing(WebApplicationException error) {
    return switch (error.getResponse().getStatus()) {
      case 400 -> answer(ErrorCode.INVALID_REQUEST, "malformed request");
      case 404 -> answer(ErrorCode.NOT_FOUND, "no such path");
      case 405 -> answer(ErrorCode.METHOD_NOT_ALLOWED, "not with this method");
      case 406 -> answer(ErrorCode.NOT_ACCEPTABLE, "not in this media type");
      case 413 -> answer(ErrorCode.TOO_LARGE, "the body is over its limit");
      case 415 -> answer(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "not from this media type");
      default -> unexpected(error);
    };
  }

  @ServerExceptionMapper
  Response away(TimeoutException slow) {
    return answer(ErrorCode.UNAVAILABLE, "a server behind this one did not answer in time");
  }

  @ServerExceptionMapper
  Response away(java.net.ConnectException unreachable) {
    return answer(ErrorCode.UNAVAILABLE, "a server behind this one is not reachable");
  }

  @ServerExceptionMapper
  Response unexpected(Throwable error) {
    LOG.failed("request failed", error);
    return answer(ErrorCode.INTERNAL, "no detail");
  }

  private static Response.ResponseBuilder document(int status, String title, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return Response.status(status)
        .type(TYPE)
        .header("X-Content-Type-Options", "nosniff")
        .entity(body.toString());
  }

  private static Response answer(ErrorCode code, String detail) {
    Response.ResponseBuilder answer = document(code.status(), code.title(), detail);
    if (code.status() == 503) {
      answer.header("Retry-After", 1);
    }
    return answer.build();
  }
}
