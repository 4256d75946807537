package io.heliograph.dispatcher.fetch;

import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.filter.EventFilter;
import io.heliograph.dispatcher.owner.EventSource;
import io.heliograph.dispatcher.owner.EventSource.RunningFetch;
import io.heliograph.dispatcher.owner.FetchOrder;
import io.heliograph.dispatcher.owner.FetchedBatch;
import io.heliograph.event.avro.AvroEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v2/event/{model}/passive} and {@code /active}: pulls events. What was pulled
 * counts as handed out once the answer was written to the connection (D3); a client that goes away
 * releases it.
 */
@Path("/api/v2/event/{model}")
public final class FetchResource {
  private static final String COMMIT = "Heliograph-Commit";
  private static final String CONFIRM = "Heliograph-Confirm";
  private static final String BATCH = "Heliograph-Batch";

  private final EventSource events;
  private final FetchFilters filters;
  private final FetchSettings settings;
  private final FetchMetrics metrics;

  FetchResource(
      EventSource events, FetchFilters filters, FetchSettings settings, FetchMetrics metrics) {
    this.events = events;
    this.filters = filters;
    this.settings = settings;
    this.metrics = metrics;
  }

  @GET
  @Path("/passive")
  @Operation(summary = "Pulls events without tracking")
  public Uni<Void> passive(@PathParam("model") String model, @Context RoutingContext context) {
    return fetch(model, false, context);
  }

  @GET
  @Path("/active")
  @Operation(summary = "Pulls events as tasks")
  public Uni<Void> active(@PathParam("model") String model, @Context RoutingContext context) {
    return fetch(model, true, context);
  }

  private Uni<Void> fetch(String model, boolean active, RoutingContext context) {
    FetchParameters parameters =
        FetchParameters.parse(
            model,
            active,
            context.queryParams(),
            new FetchParameters.Limits(settings.countMax(), settings.defaultWaitSeconds()));
    EventFilter filter = filters.of(parameters);
    metrics.requested(parameters.subscription());
    long waitSeconds = Math.min(parameters.deadlineSeconds(), settings.waitSecondsMax());
    FetchOrder order =
        new FetchOrder(
            parameters.subscription(),
            filter,
            parameters.count(),
            settings.answerBytesMax(),
            waitSeconds * 1000,
            parameters.reset(),
            "next".equals(context.request().getHeader(COMMIT)),
            textOf(context.request().getHeader(CONFIRM)));
    RunningFetch running = events.fetch(order);
    context.addEndHandler(
        ended -> {
          if (ended.failed()) {
            running.cancel();
          }
        });
    return Uni.createFrom()
        .<Void>emitter(
            emitter ->
                running
                    .batch()
                    .whenComplete(
                        (batch, failure) ->
                            context
                                .vertx()
                                .getOrCreateContext()
                                .runOnContext(
                                    any -> {
                                      answer(context, parameters, batch, failure);
                                      emitter.complete(null);
                                    })));
  }

  private static String textOf(@Nullable String header) {
    return header == null ? "" : header;
  }

  private void answer(
      RoutingContext context,
      FetchParameters parameters,
      @Nullable FetchedBatch batch,
      @Nullable Throwable failure) {
    HttpServerResponse response = context.response();
    if (batch == null || failure != null) {
      ErrorAnswers.send(response, errorOf(failure));
      return;
    }
    if (response.closed()) {
      batch.failed();
      return;
    }
    metrics.answered(parameters.subscription(), batch);
    MultipartAnswer multipart = new MultipartAnswer(UUID.randomUUID().toString());
    byte[] info =
        MultipartAnswer.info(batch.filtered(), batch.events().size(), false, batch.notReady());
    Buffer body =
        parameters.avro()
            ? multipart.avro(
                info, AvroEvents.bulkToAvro(parameters.subscription().model(), batch.events()))
            : multipart.json(info, batch.events());
    response.putHeader("Content-Type", multipart.contentType());
    if (!batch.confirmation().isEmpty()) {
      response.putHeader(BATCH, batch.confirmation());
    }
    response
        .end(body)
        .onComplete(
            written -> {
              if (written.succeeded()) {
                batch.answered();
              } else {
                batch.failed();
              }
            });
  }

  private static HubException errorOf(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof HubException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof HubException known) {
      return known;
    }
    return HubException.busy(ErrorCode.UNAVAILABLE, "the log is not available right now");
  }
}
