package io.heliograph.dispatcher.publish;

import io.heliograph.event.source.Sources;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /api/v2/event} (contract dispatcher.md part 2, section 1.1). */
@Path("/api/v2/event")
@Singleton
public final class PublishResource {
  private final Sources sources;
  private final BodyReader bodies;
  private final Publisher publisher;
  private final InFlightBytes inFlight;
  private final OperatorRequests operators;

  PublishResource(
      Sources sources,
      BodyReader bodies,
      Publisher publisher,
      InFlightBytes inFlight,
      OperatorRequests operators) {
    this.sources = sources;
    this.bodies = bodies;
    this.publisher = publisher;
    this.inFlight = inFlight;
    this.operators = operators;
  }

  /** Publishes one event or a list of them; the body is taken whatever its content type. */
  @POST
  public CompletionStage<Response> publish(@Context HttpServerRequest http) {
    MultiMap query = http.params();
    PublishRequest request = PublishRequest.of(sources, query, http.getHeader(Provenance.HEADER));
    operators.check(request, http);
    return bodies
        .read(http)
        .thenCompose(body -> publish(request, body))
        .thenApply(
            answer -> {
              operators.accepted(query);
              return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
            });
  }

  private CompletionStage<byte[]> publish(PublishRequest request, byte[] body) {
    if (body.length == 0) {
      return CompletableFuture.failedStage(PublishRequest.emptyBody());
    }
    return publisher.publish(request, body, () -> inFlight.giveBack(body.length));
  }
}
