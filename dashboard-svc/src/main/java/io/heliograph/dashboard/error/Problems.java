package io.heliograph.dashboard.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusedException;
import io.heliograph.kit.limit.SparseLog;
import io.heliograph.kit.thread.FatalErrors;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure into a problem document; what is not ours is logged once and says nothing.
 */
public final class Problems {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(Problems.class));

  /** The media type of a problem document. */
  public static final String TYPE = "application/problem+json";

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

  /** Kafka is away, or its topics are not made yet. */
  @ServerExceptionMapper
  Response away(ExecutionException failure) {
    if (failure.getCause() instanceof InvalidTimestampException) {
      return answer(
          ErrorCode.INVALID_REQUEST,
          "at is further from now than Kafka takes; nothing behind it is stored");
    }
    return failure.getCause() instanceof RetriableException
        ? answer(ErrorCode.UNAVAILABLE, "a server behind this one is not ready")
        : unexpected(failure);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable error) {
    FatalErrors.check(error);
    LOG.failed("request failed", error);
    return answer(ErrorCode.INTERNAL, "no detail");
  }

  /** A problem document as JSON. */
  public static String body(ErrorCode code, String detail) {
    return body(code.status(), code.title(), detail);
  }

  private static String body(int status, String title, String detail) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return body.toString();
  }

  private static Response.ResponseBuilder document(int status, String title, String detail) {
    return Response.status(status)
        .type(TYPE)
        .header("X-Content-Type-Options", "nosniff")
        .entity(body(status, title, detail));
  }

  private static Response answer(ErrorCode code, String detail) {
    Response.ResponseBuilder answer = document(code.status(), code.title(), detail);
    if (code.status() == 503) {
      answer.header("Retry-After", 1);
    }
    return answer.build();
  }
}
