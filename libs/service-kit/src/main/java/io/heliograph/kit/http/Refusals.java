package io.heliograph.kit.http;

import io.heliograph.kit.limit.RefusalLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Answers refusals before the router, in the form of the service's API; counts them ({@code
 * heliograph_http_refused_total{kind}}) and logs them sparingly. To be called on event loops.
 */
@Singleton
public final class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final long DISCARD_MILLIS = 5_000;

  private final Vertx vertx;
  private final RefusalForm form;
  private final MeterRegistry registry;
  private final RefusalLog log = new RefusalLog(LOG::info);

  Refusals(Vertx vertx, RefusalForm form, MeterRegistry registry) {
    this.vertx = vertx;
    this.form = form;
    this.registry = registry;
  }

  /** Counts and logs a refusal that other code answers. */
  public void told(String address, Refusal refusal) {
    Counter.builder("heliograph_http_refused_total")
        .description("Requests refused before the router, by kind")
        .tag("kind", refusal.kind())
        .register(registry)
        .increment();
    log.refused(
        address,
        refusal.kind(),
        () -> "status=" + refusal.status() + " detail=" + refusal.detail());
  }

  /** Answers; the rest of the request's body is read and thrown away for a moment. */
  public void send(HttpServerRequest request, Refusal refusal) {
    told(addressOf(request), refusal);
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(refusal.status())
        .putHeader("Content-Type", form.contentType())
        .putHeader("X-Content-Type-Options", "nosniff");
    refusal.headers().forEach(response::putHeader);
    boolean close = "close".equals(refusal.headers().get("Connection"));
    if (!close) {
      discardBody(request);
    }
    var unused =
        response
            .end(Buffer.buffer(form.body(refusal)))
            .onComplete(
                sent -> {
                  if (close) {
                    var unusedClose = request.connection().close();
                  }
                });
  }

  private static String addressOf(HttpServerRequest request) {
    var address = request.remoteAddress();
    return address == null ? "" : String.valueOf(address.hostAddress());
  }

  /**
   * Reads what is left of a body and throws it away, so that the client sees the answer instead of
   * a broken pipe; after a moment the connection is closed.
   */
  public void discardBody(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long timer = vertx.setTimer(DISCARD_MILLIS, late -> request.connection().close());
    request
        .handler(chunk -> {})
        .exceptionHandler(lost -> vertx.cancelTimer(timer))
        .endHandler(ended -> vertx.cancelTimer(timer));
    request.resume();
  }
}
