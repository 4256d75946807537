package io.heliograph.kit.error;

import io.heliograph.kit.limit.SparseLog;
import io.heliograph.kit.thread.FatalErrors;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Turns every failure into a problem document; what is not ours is logged once and says nothing.
 */
@DefaultBean
@Singleton
final class ProblemMapper implements ErrorForm {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(ProblemMapper.class));

  @Override
  public Response answer(Throwable failure) {
    Problem problem = problem(failure);
    Response.ResponseBuilder answer =
        Response.status(problem.code().status())
            .type(Problem.TYPE)
            .header("X-Content-Type-Options", "nosniff")
            .entity(problem.body());
    if (problem.retryAfterSeconds() > 0) {
      answer.header("Retry-After", problem.retryAfterSeconds());
    }
    return answer.build();
  }

  /** What clients are told of a failure. */
  static Problem problem(Throwable failure) {
    return switch (failure) {
      case ProblemException told -> new Problem(told.code(), told.detail());
      case WebApplicationException routing -> routing(routing);
      case TimeoutException slow -> away("upstream timeout");
      case ConnectException unreachable -> away("upstream unreachable");
      // Kafka is unavailable, or its topics do not exist yet.
      case ExecutionException failed when failed.getCause() instanceof RetriableException ->
          away("upstream not ready");
      default -> unexpected(failure);
    };
  }

  private static Problem routing(WebApplicationException error) {
    return switch (error.getResponse().getStatus()) {
      case 400 -> new Problem(CommonError.INVALID_REQUEST, "malformed request");
      case 404 -> new Problem(CommonError.NOT_FOUND, "no such path");
      case 405 -> new Problem(CommonError.METHOD_NOT_ALLOWED, "method not allowed");
      case 406 ->
          new Problem(CommonError.NOT_ACCEPTABLE, "not available in an accepted media type");
      case 413 -> new Problem(CommonError.TOO_LARGE, "the body is over its limit");
      case 415 -> new Problem(CommonError.UNSUPPORTED_MEDIA_TYPE, "unsupported media type");
      default -> unexpected(error);
    };
  }

  private static Problem away(String detail) {
    return new Problem(CommonError.UNAVAILABLE, detail);
  }

  private static Problem unexpected(Throwable error) {
    FatalErrors.check(error);
    LOG.failed("request failed", error);
    return new Problem(CommonError.INTERNAL, "internal error, see the log of the service");
  }
}
