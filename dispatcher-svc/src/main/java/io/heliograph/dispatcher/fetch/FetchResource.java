package io.heliograph.dispatcher.fetch;

import io.heliograph.coordinator.fetch.EventSource;
import io.heliograph.coordinator.fetch.FetchOrder;
import io.heliograph.dispatcher.registration.Registrations;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code GET /api/v2/event/{model}/passive} and {@code /active}: pulls events (contract
 * dispatcher.md part 2 section 1.2). Runs on the event loop and never blocks.
 */
@Path("/api/v2/event/{model}")
public final class FetchResource {
  private static final String COMMIT = "Heliograph-Commit";
  private static final String COMMIT_NEXT = "next";
  private static final String CONFIRM = "Heliograph-Confirm";

  private final EventSource events;
  private final FetchFilters filters;
  private final FetchConfiguration configuration;
  private final FetchMetrics metrics;
  private static final String WARNING = "Heliograph-Warning";
  private static final String NAMELESS =
      "parameter name is missing: all who give none share one subscription";

  private final Registrations registrations;

  FetchResource(
      EventSource events,
      FetchFilters filters,
      FetchConfiguration configuration,
      FetchMetrics metrics,
      Registrations registrations) {
    this.events = events;
    this.filters = filters;
    this.configuration = configuration;
    this.metrics = metrics;
    this.registrations = registrations;
  }

  /** Pulls events that count as handed out once they are written to the connection (D3). */
  @GET
  @Path("/passive")
  @Operation(summary = "Pulls events without tracking")
  public Uni<Void> passive(@PathParam("model") String model, @Context RoutingContext context) {
    return fetch(model, false, context);
  }

  /** Pulls binary events as tasks, each leased until its final status (D2). */
  @GET
  @Path("/active")
  @Operation(summary = "Pulls events as tasks")
  public Uni<Void> active(@PathParam("model") String model, @Context RoutingContext context) {
    return fetch(model, true, context);
  }

  private Uni<Void> fetch(String model, boolean active, RoutingContext context) {
    FetchParameters parameters =
        FetchParameters.parse(model, active, context.queryParams(), configuration.limits());
    FetchOrder order = order(parameters, context);
    configuration.checkReset(parameters, context.request());
    metrics.requested(parameters.subscription());
    if (parameters.subscription().name().isEmpty()) {
      context.response().putHeader(WARNING, NAMELESS);
    }
    registrations.seen(parameters.registration(header(context, "User-Agent")));
    return new FetchExchange(context, parameters, configuration.settings(), metrics)
        .answer(events.fetch(order));
  }

  private FetchOrder order(FetchParameters parameters, RoutingContext context) {
    String commit = header(context, COMMIT);
    if (!commit.isEmpty() && !commit.equals(COMMIT_NEXT)) {
      throw Query.bad(COMMIT, "'" + commit + "' is not '" + COMMIT_NEXT + "'");
    }
    return new FetchOrder(
        parameters.subscription(),
        filters.of(parameters),
        queryOf(context),
        parameters.count(),
        configuration.settings().answerBytesMax(),
        Math.clamp(parameters.deadlineSeconds(), 0, configuration.settings().waitSecondsMax())
            * 1000,
        parameters.reset(),
        !commit.isEmpty(),
        header(context, CONFIRM));
  }

  private static String queryOf(RoutingContext context) {
    String query = context.request().query();
    return query == null ? "" : query;
  }

  private static String header(RoutingContext context, String name) {
    String value = context.request().getHeader(name);
    return value == null ? "" : value;
  }
}
