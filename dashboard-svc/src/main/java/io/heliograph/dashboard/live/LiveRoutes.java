package io.heliograph.dashboard.live;

import io.heliograph.dashboard.api.LogQueries;
import io.heliograph.dashboard.live.SharedStreams.Shown;
import io.heliograph.dashboard.live.StreamSlots.Admission;
import io.heliograph.dashboard.live.StreamSlots.Slot;
import io.heliograph.dashboard.misp.LiveItems;
import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.ErrorCode;
import io.heliograph.kit.error.Problem;
import io.heliograph.kit.error.ProblemException;
import io.heliograph.kit.limit.ClientAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The streams of MISP-dashboard under its paths, and the same under ours. Each event has an id; a
 * page that names the last one it saw ({@code Last-Event-ID}) gets what it missed.
 */
@ApplicationScoped
class LiveRoutes {
  private static final String EVENTS = "text/event-stream";
  private static final String RETRY_SECONDS = "5";
  private static final String LIVE = "/api/v1/statistics/live/";

  private final Vertx vertx;
  private final RedisSubscriber subscriber;
  private final SharedStreams sharedStreams;
  private final Items items;
  private final LiveSettings settings;
  private final LiveMetrics metrics;
  private final StreamSlots slots;

  LiveRoutes(
      Vertx vertx,
      RedisSubscriber subscriber,
      SharedStreams sharedStreams,
      Items items,
      LiveSettings settings) {
    this.vertx = vertx;
    this.subscriber = subscriber;
    this.sharedStreams = sharedStreams;
    this.items = items;
    this.settings = settings;
    this.metrics = items.metrics();
    this.slots = new StreamSlots(settings.streamsMax(), settings.streamsPerAddressMax());
    metrics.streams(slots::taken, settings.streamsMax());
  }

  /** What makes data of publications, and what counts. */
  @Singleton
  record Items(LiveItems misp, LogQueries lines, LiveMetrics metrics) {}

  void register(@Observes Router router) {
    router.get("/_logs").handler(context -> unlessJson(context, this::log));
    router.get(LIVE + "log").handler(this::log);
    router.get(LIVE + "lines").handler(this::lines);
    router.get("/_maps").handler(context -> unlessJson(context, this::map));
    router.get(LIVE + "map").handler(this::map);
    router.get("/_eventStreamLastContributor").handler(this::contributors);
    router.get(LIVE + "contributors").handler(this::contributors);
    router.get("/_eventStreamAwards").handler(this::awards);
    router.get(LIVE + "awards").handler(this::awards);
  }

  /** MISP-dashboard answers a list to a client that accepts JSON. */
  private static void unlessJson(
      RoutingContext context, java.util.function.Consumer<RoutingContext> stream) {
    String accept = context.request().getHeader("Accept");
    if (accept == null || accept.contains("json") || accept.contains("*/*")) {
      context.next();
    } else {
      stream.accept(context);
    }
  }

  private void log(RoutingContext context) {
    var filters = context.request().getCookie("filters");
    String cookie = filters == null ? null : filters.getValue();
    String name = cookie == null ? "log" : "log " + cookie;
    Map<String, String> filter;
    try {
      filter = items.misp().filter(cookie);
    } catch (ProblemException malformed) {
      refuse(context.response(), malformed.code(), malformed.detail());
      return;
    }
    stream(context, new Shown(name, subscriber.log(), text -> items.misp().log(text, filter)));
  }

  private void lines(RoutingContext context) {
    stream(context, new Shown("lines", subscriber.log(), items.lines()::item));
  }

  private void map(RoutingContext context) {
    stream(context, new Shown("map", subscriber.map(), text -> text));
  }

  private void contributors(RoutingContext context) {
    stream(
        context, new Shown("contributors", subscriber.contributors(), items.misp()::contributor));
  }

  private void awards(RoutingContext context) {
    stream(context, new Shown("awards", subscriber.awards(), items.misp()::contributor));
  }

  private void stream(RoutingContext context, Shown shown) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    SseConnection page = new SseConnection(vertx, response, settings, metrics);
    switch (slots.open(address(request), page::close)) {
      case Admission.Admitted(Slot slot, Slot displaced) -> {
        if (displaced != null) {
          metrics.displaced();
          displaced.close();
        }
        begin(request, shown, page, slot);
      }
      case Admission.AddressFull _ -> {
        page.ended();
        metrics.addressFull();
        refuse(
            response,
            CommonError.TOO_MANY,
            "this address has " + settings.streamsPerAddressMax() + " event streams already");
      }
      case Admission.AllTaken _ -> {
        page.ended();
        metrics.allTaken();
        refuse(response, CommonError.BUSY, "all event streams are taken");
      }
    }
  }

  private void begin(HttpServerRequest request, Shown shown, SseConnection page, Slot slot) {
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", EVENTS)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.closeHandler(
        closed -> {
          slot.release();
          sharedStreams.leave(shown, page);
          page.ended();
        });
    response.write("retry: " + settings.retry().toMillis() + "\n\n");
    String last = request.getHeader("Last-Event-ID");
    sharedStreams.join(shown, page, last == null ? "" : last);
  }

  private static void refuse(HttpServerResponse response, ErrorCode code, String detail) {
    response
        .setStatusCode(code.status())
        .putHeader("Retry-After", RETRY_SECONDS)
        .putHeader("Content-Type", Problem.TYPE)
        .end(new Problem(code, detail).body());
  }

  private static String address(HttpServerRequest request) {
    SocketAddress from = request.remoteAddress();
    return from != null && from.isInetSocket() ? ClientAddress.group(from.hostAddress()) : "";
  }
}
