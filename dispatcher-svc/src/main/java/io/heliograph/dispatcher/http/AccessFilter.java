package io.heliograph.dispatcher.http;

import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.heliograph.kit.http.Refusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sees every request of the service port before the router: measures it, also when the kit's guard
 * refuses it, then refuses HEAD of fetches and a query over the limit and redirects a trailing
 * slash (contract dispatcher.md part 1 rows 29 and 32, part 2 section 1). Runs on the event loop
 * and never blocks.
 */
@ApplicationScoped
final class AccessFilter {
  private static final int BEFORE_THE_GUARD = 30_000;
  private static final int BEFORE_THE_ROUTER = 10_000;

  private final AccessMetrics metrics;
  private final HttpSettings settings;
  private final Refusals refusals;

  AccessFilter(AccessMetrics metrics, HttpSettings settings, Refusals refusals) {
    this.metrics = metrics;
    this.settings = settings;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::measure, BEFORE_THE_GUARD);
    filters.register(this::filter, BEFORE_THE_ROUTER);
  }

  private void measure(RoutingContext context) {
    long startNanos = System.nanoTime();
    Context local = Vertx.currentContext();
    context.addEndHandler(ended -> metrics.record(context, local, System.nanoTime() - startNanos));
    context.next();
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    String query = request.query();
    String path = request.path();
    if (HttpMethod.HEAD.equals(request.method()) && EventPath.isUnder(request.uri())) {
      // The router would run the GET and throw its events away.
      request.response().putHeader("Allow", EventPath.allowed(request.uri()));
      refuse(
          request,
          ErrorCode.METHOD_NOT_ALLOWED,
          "HEAD would take events and show none: the method must be "
              + EventPath.allowed(request.uri()));
    } else if (query != null && query.length() > settings.queryBytesMax()) {
      refuse(
          request,
          ErrorCode.QUERY_TOO_LONG,
          "the query has " + query.length() + " bytes, at most " + settings.queryBytesMax());
    } else if (path != null && path.startsWith("/api/") && path.endsWith("/")) {
      redirect(request, path, query);
    } else {
      context.next();
    }
  }

  private void refuse(HttpServerRequest request, ErrorCode code, String detail) {
    refusals.discardBody(request);
    ErrorAnswers.send(request.response(), new HubException(code, detail));
  }

  private static void redirect(HttpServerRequest request, String path, String query) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    String location = path.substring(0, end) + (query == null ? "" : "?" + query);
    HttpServerResponse response = request.response();
    response
        .setStatusCode(HttpMethod.GET.equals(request.method()) ? 301 : 307)
        .putHeader("Location", location)
        .end();
  }
}
