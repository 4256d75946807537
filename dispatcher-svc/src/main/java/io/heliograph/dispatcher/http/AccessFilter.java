package io.heliograph.dispatcher.http;

import io.heliograph.dispatcher.error.ErrorAnswers;
import io.heliograph.dispatcher.error.ErrorCode;
import io.heliograph.dispatcher.error.HubException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sees every request of the service port before the router: measures it, refuses a query over the
 * limit and redirects a trailing slash (contract dispatcher.md part 1 row 29, part 2 section 1).
 * Runs on the event loop and never blocks.
 */
@ApplicationScoped
final class AccessFilter {
  private static final int FIRST = 10_000;

  private final AccessMetrics metrics;
  private final HttpSettings settings;

  AccessFilter(AccessMetrics metrics, HttpSettings settings) {
    this.metrics = metrics;
    this.settings = settings;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, FIRST);
  }

  private void filter(RoutingContext context) {
    long startNanos = System.nanoTime();
    context.addEndHandler(ended -> metrics.record(context, System.nanoTime() - startNanos));
    HttpServerRequest request = context.request();
    String query = request.query();
    String path = request.path();
    if (query != null && query.length() > settings.queryBytesMax()) {
      ErrorAnswers.send(
          request.response(),
          new HubException(
              ErrorCode.QUERY_TOO_LONG,
              "the query has " + query.length() + " bytes, at most " + settings.queryBytesMax()));
    } else if (path != null && path.startsWith("/api/") && path.endsWith("/")) {
      redirect(request, path, query);
    } else {
      context.next();
    }
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
