package io.heliograph.dashboard.http;

import io.heliograph.kit.error.CommonError;
import io.heliograph.kit.error.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Answers a body that is announced as too large so that its sender sees it: what the sender has on
 * its way already is read and thrown away, since a connection that is closed over it is reset, and
 * the answer is lost. So much, and so long, that is.
 */
@ApplicationScoped
class BodyLimit {
  private static final int BEFORE_ALL_OTHERS = 1_000;
  private static final long DRAINED_BYTES_MAX = 1L << 30;
  private static final long DRAINED_MILLIS_MAX = 30_000;

  private final long bytesMax;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size")
          io.quarkus.runtime.configuration.MemorySize max) {
    this.bytesMax = max.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    long announced = announced(request.getHeader("Content-Length"));
    if (announced <= bytesMax) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    long timer = context.vertx().setTimer(DRAINED_MILLIS_MAX, late -> request.connection().close());
    response.closeHandler(closed -> context.vertx().cancelTimer(timer));
    request.endHandler(ended -> context.vertx().cancelTimer(timer));
    request.handler(thrownAway -> {});
    request.resume();
    response
        .setStatusCode(CommonError.TOO_LARGE.status())
        .putHeader("Content-Type", Problem.TYPE)
        .end(
            new Problem(
                    CommonError.TOO_LARGE,
                    "Content-Length is over " + bytesMax + " bytes, found '" + announced + "'")
                .body());
    if (announced > DRAINED_BYTES_MAX) {
      request.connection().close();
    }
  }

  private static long announced(@Nullable String length) {
    return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }
}
