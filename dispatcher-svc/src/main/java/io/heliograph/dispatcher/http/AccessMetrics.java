package io.heliograph.dispatcher.http;

import io.heliograph.dispatcher.metrics.LabelledCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of every answer: {@code dispatcher_restapi_time_seconds{method,path}} and {@code
 * dispatcher_restapi_response_codes{method,path,code}}; the path is the route's template, so the
 * label sets are as few as the routes (contract dispatcher.md part 2, section 8).
 */
@ApplicationScoped
final class AccessMetrics {
  /** Where the REST layer notes the template of the route it matched. */
  private static final String ROUTE_TEMPLATE = "UrlPathTemplate";

  private static final String NO_ROUTE = "none";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final int SERIES_MAX = 2_000;
  private static final Duration[] BUCKETS =
      DoubleStream.of(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60)
          .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final LabelledCounter codes;
  private final Map<Route, Timer> timers = new ConcurrentHashMap<>();

  AccessMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.codes =
        new LabelledCounter(
            registry,
            "dispatcher_restapi_response_codes",
            "Responses by route and status code",
            SERIES_MAX,
            "method",
            "path",
            "code");
  }

  /**
   * One request was answered, or its connection was lost, after that time.
   *
   * @param local where the REST layer notes things of this request; null outside of its threads
   */
  void record(RoutingContext context, @Nullable Context local, long nanos) {
    String name = context.request().method().name();
    String method = METHODS.contains(name) ? name : LabelledCounter.OTHER;
    String path = template(local);
    timers.computeIfAbsent(new Route(method, path), this::timer).record(Duration.ofNanos(nanos));
    codes.increment(method, path, Integer.toString(context.response().getStatusCode()));
  }

  private static String template(@Nullable Context local) {
    String template = local == null ? null : local.getLocal(ROUTE_TEMPLATE);
    return template == null ? NO_ROUTE : template;
  }

  private Timer timer(Route route) {
    return Timer.builder("dispatcher_restapi_time")
        .description("Time from the head of a request to the end of its response")
        .tag("method", route.method())
        .tag("path", route.path())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private record Route(String method, String path) {}
}
