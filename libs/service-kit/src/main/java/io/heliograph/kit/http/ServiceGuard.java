package io.heliograph.kit.http;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Judges every request of the service port before the router sees it ({@link WebPageGuard}); the
 * management port has a router of its own and is not asked. Runs on event loops, blocks nothing.
 */
@ApplicationScoped
class ServiceGuard {
  /** Filters of a higher priority see requests that are refused, too. */
  static final int PRIORITY = 20_000;

  private static final int LAST = 1;

  private final WebPageGuard guard;
  private final Operators operators;
  private final Refusals refusals;
  private final BodyLimits bodies;

  ServiceGuard(
      WebSettings settings,
      @ConfigProperty(name = "quarkus.http.host") String boundHost,
      Operators operators,
      Refusals refusals,
      BodyLimits bodies) {
    this.guard =
        new WebPageGuard(
            new HostRule(Bound.isLoopback(boundHost), settings.hosts().orElse(List.of())));
    this.operators = operators;
    this.refusals = refusals;
    this.bodies = bodies;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
    filters.register(this::proceed, LAST);
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    long bytesMax = bodies.bytesMax(request.method().name(), ApiPath.segments(request.uri()));
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bytesMax);
    Optional<Refusal> refusal = guard.judge(asked(request)).or(() -> tooLong(request, bytesMax));
    if (refusal.isPresent()) {
      refusals.send(request, refusal.get());
    } else {
      context.next();
    }
  }

  /** Nothing before the router refuses the request: its body may come. */
  private void proceed(RoutingContext context) {
    HttpServerRequest request = context.request();
    String expected = request.getHeader("Expect");
    if (expected != null
        && expected.strip().equalsIgnoreCase("100-continue")
        && request.version() == HttpVersion.HTTP_1_1
        && !request.isEnded()) {
      request.response().writeContinue();
    }
    context.next();
  }

  private static Optional<Refusal> tooLong(HttpServerRequest request, long bytesMax) {
    String declared = request.getHeader("Content-Length");
    return declared == null || Long.parseLong(declared) <= bytesMax
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                413,
                "body",
                "request too large",
                "the body may have at most " + bytesMax + " bytes"));
  }

  private Asked asked(HttpServerRequest request) {
    return new Asked(
        request.method().name(),
        request.uri(),
        request.version() != HttpVersion.HTTP_1_0,
        operators.hasToken(request),
        name -> name.equals("Host") ? hosts(request) : request.headers().getAll(name));
  }

  /** In HTTP/2 a pseudo-header stands for the header, which may be there beside it. */
  private static List<String> hosts(HttpServerRequest request) {
    List<String> named = request.headers().getAll("Host");
    HostAndPort authority = request.version() == HttpVersion.HTTP_2 ? request.authority() : null;
    if (authority == null) {
      return named;
    }
    List<String> all = new ArrayList<>(named);
    String asked = authority.host() + (authority.port() > 0 ? ":" + authority.port() : "");
    all.removeIf(one -> one.equalsIgnoreCase(asked));
    all.add(asked);
    return all;
  }
}
