package io.heliograph.dashboard.live;

import io.heliograph.dashboard.api.LogQueries;
import io.heliograph.dashboard.live.StreamSlots.Admission;
import io.heliograph.dashboard.live.StreamSlots.Slot;
import io.heliograph.dashboard.live.Views.Shown;
import io.heliograph.dashboard.peer.LiveItems;
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
 * The streams of the peer under its paths, and the same under ours. Each event has an id; a page
 * that names the last one it saw ({@code Last-Event-ID}) gets what it missed.
 */
@ApplicationScoped
class LiveRoutes {
  private static final String EVENTS = "text/event-stream";
  private static final String RETRY_SECONDS = "5";
  private static final String LIVE = "/api/v1/statistics/live/";

  private final Vertx vertx;
  private final Channels channels;
  private final Views views;
  private final Items items;
  private final LiveSettings settings;
  private final LiveMetrics metrics;
  private final StreamSlots slots;

  LiveRoutes(Vertx vertx, Channels channels, Views views, Items items, LiveSettings settings) {
    this.vertx = vertx;
    this.channels = channels;
    this.views = views;
    this.items = items;
    this.settings = settings;
    this.metrics = items.metrics();
    this.slots = new StreamSlots(settings.streamsMax(), settings.streamsPerAddressMax());
    metrics.streams(slots::taken, settings.streamsMax());
  }

  /** What makes data of publications, and what counts. */
  @Singleton
  record Items(LiveItems peer, LogQueries lines, LiveMetrics metrics) {}

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

  /** The peer answers a list to who accepts JSON. */
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
      filter = items.peer().filter(cookie);
    } catch (ProblemException malformed) {
      refuse(context.response(), malformed.code(), malformed.detail());
      return;
    }
    stream(context, new Shown(name, channels.log(), text -> items.peer().log(text, filter)));
  }

  private void lines(RoutingContext context) {
    stream(context, new Shown("lines", channels.log(), items.lines()::item));
  }

  private void map(RoutingContext context) {
    stream(context, new Shown("map", channels.map(), text -> text));
  }

  private void contributors(RoutingContext context) {
    stream(context, new Shown("contributors", channels.contributors(), items.peer()::contributor));
  }

  private void awards(RoutingContext context) {
    stream(context, new Shown("awards", channels.awards(), items.peer()::contributor));
  }

  private void stream(RoutingContext context, Shown shown) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    OpenStream page = new OpenStream(vertx, response, settings, metrics);
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

  private void begin(HttpServerRequest request, Shown shown, OpenStream page, Slot slot) {
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", EVENTS)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.closeHandler(
        closed -> {
          slot.release();
          views.leave(shown, page);
          page.ended();
        });
    response.write("retry: " + settings.retry().toMillis() + "\n\n");
    String last = request.getHeader("Last-Event-ID");
    views.join(shown, page, last == null ? "" : last);
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
