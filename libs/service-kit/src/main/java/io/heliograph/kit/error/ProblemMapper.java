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
      case TimeoutException slow -> away("a server behind this one did not answer in time");
      case ConnectException unreachable -> away("a server behind this one is not reachable");
      // Kafka is away, or its topics are not made yet.
      case ExecutionException failed when failed.getCause() instanceof RetriableException ->
          away("a server behind this one is not ready");
      default -> unexpected(failure);
    };
  }

  private static Problem routing(WebApplicationException error) {
    return switch (error.getResponse().getStatus()) {
      case 400 -> new Problem(CommonError.INVALID_REQUEST, "malformed request");
      case 404 -> new Problem(CommonError.NOT_FOUND, "no such path");
      case 405 -> new Problem(CommonError.METHOD_NOT_ALLOWED, "not with this method");
      case 406 -> new Problem(CommonError.NOT_ACCEPTABLE, "not in this media type");
      case 413 -> new Problem(CommonError.TOO_LARGE, "the body is over its limit");
      case 415 -> new Problem(CommonError.UNSUPPORTED_MEDIA_TYPE, "not from this media type");
      default -> unexpected(error);
    };
  }

  private static Problem away(String detail) {
    return new Problem(CommonError.UNAVAILABLE, detail);
  }

  private static Problem unexpected(Throwable error) {
    FatalErrors.check(error);
    LOG.failed("request failed", error);
    return new Problem(CommonError.INTERNAL, "no detail");
  }
}
