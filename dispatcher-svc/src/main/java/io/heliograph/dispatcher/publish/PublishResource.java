package io.heliograph.dispatcher.publish;

import io.heliograph.event.source.Sources;
import io.quarkus.arc.All;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /api/v2/event} (contract dispatcher.md part 2, section 1.1). */
@Path("/api/v2/event")
@Singleton
public final class PublishResource {
  private final Sources sources;
  private final BodyReader bodies;
  private final Publisher publisher;
  private final Vertx vertx;
  private final OperatorRequests operators;
  private final List<PublishGate> gates;

  PublishResource(
      Sources sources,
      BodyReader bodies,
      Publisher publisher,
      Vertx vertx,
      OperatorRequests operators,
      @All List<PublishGate> gates) {
    this.sources = sources;
    this.bodies = bodies;
    this.publisher = publisher;
    this.vertx = vertx;
    this.operators = operators;
    this.gates = List.copyOf(gates);
  }

  /** Publishes one event or a list of them; the body is taken whatever its content type. */
  @POST
  @APIResponse(responseCode = "200", description = "What became of each event")
  public CompletionStage<Void> publish(@Context HttpServerRequest http) {
    MultiMap query = http.params();
    PublishRequest request = PublishRequest.of(sources, query, http.getHeader(Provenance.HEADER));
    operators.check(request, http);
    gates.forEach(gate -> gate.pass(request.model()));
    PublishExchange exchange = new PublishExchange(vertx, http);
    return bodies
        .read(http)
        .thenCompose(
            body ->
                publish(request, body)
                    .thenCompose(
                        answer -> {
                          operators.accepted(query);
                          return exchange.write(answer);
                        })
                    .whenComplete((written, failure) -> body.answered()));
  }

  private CompletionStage<PublishAnswer> publish(PublishRequest request, HeldBody body) {
    if (body.bytes().length == 0) {
      body.settled();
      return CompletableFuture.failedStage(PublishRequest.emptyBody());
    }
    return publisher.publish(request, body);
  }
}
