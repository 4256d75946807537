package io.heliograph.dispatcher.error;

import io.heliograph.kit.limit.SparseLog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/**
 * Turns every failure into its answer: ours as they are, unknown routes and methods into the plain
 * 404 of the peer, anything else into a 500 that says nothing of our inside and is logged once.
 */
public final class ErrorAnswers {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(ErrorAnswers.class));
  private static final String NOT_FOUND_TEXT = "404 page not found";
  private static final String SNIFF = "X-Content-Type-Options";

  private ErrorAnswers() {}

  /** The answer of the router or a resource that has failed so. */
  static Response answer(Throwable failure) {
    return failure instanceof WebApplicationException error ? routing(error) : known(of(failure));
  }

  private static Response known(HubException error) {
    Response.ResponseBuilder answer =
        Response.status(error.code().status())
            .type(ErrorBody.CONTENT_TYPE)
            .header(SNIFF, "nosniff")
            .entity(ErrorBody.of(error));
    if (error.retryAfterSeconds() > 0) {
      answer.header("Retry-After", error.retryAfterSeconds());
    }
    return answer.build();
  }

  /** What the router throws: no such path, method, or media type. */
  private static Response routing(WebApplicationException error) {
    return switch (error.getResponse().getStatus()) {
      case 404, 405, 406, 415 ->
          Response.status(404).type(MediaType.TEXT_PLAIN_TYPE).entity(NOT_FOUND_TEXT).build();
      case 400 -> known(new HubException(ErrorCode.INVALID_REQUEST, "malformed request"));
      case 401 -> known(new HubException(ErrorCode.UNAUTHENTICATED, "no valid token"));
      case 403 -> known(new HubException(ErrorCode.FORBIDDEN, "not allowed"));
      case 413 -> known(new HubException(ErrorCode.TOO_LARGE, "the body is over its limit"));
      default -> known(of(error));
    };
  }

  /** The error to tell for any throwable; what is not ours is logged here. */
  public static HubException of(Throwable failure) {
    HubException told = HubException.told(failure);
    if (told != null) {
      return told;
    }
    LOG.failed("request failed", failure);
    return new HubException(ErrorCode.INTERNAL, HubException.NO_DETAIL);
  }

  /** Answers that error on a bare response: for what happens before or beside the router. */
  public static void send(HttpServerResponse response, HubException error) {
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(error.code().status())
        .putHeader("Content-Type", ErrorBody.CONTENT_TYPE)
        .putHeader(SNIFF, "nosniff");
    if (error.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(error.retryAfterSeconds()));
    }
    response.end(Buffer.buffer(ErrorBody.of(error)));
  }

  /** The plain answer for a path or a method that does not exist. */
  public static void sendNoSuchRoute(HttpServerResponse response) {
    response.setStatusCode(404).putHeader("Content-Type", "text/plain").end(NOT_FOUND_TEXT);
  }
}
