package io.heliograph.dispatcher.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The port between replicas (docs/protocol/replicas.md). Who does not know the secret is told that
 * there is nothing, before a byte of the body is read; bodies are bounded. Event loops call it, and
 * nothing of it blocks.
 */
@ApplicationScoped
class ClusterServer {
  private static final Logger LOG = Logger.getLogger(ClusterServer.class);
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final int BODY_SECONDS = 10;
  private static final int IDLE_SECONDS = 60;
  private static final int START_SECONDS = 10;

  private final Vertx vertx;
  private final ClusterSettings settings;
  private final byte[] secret;
  private final ReplicaRequests requests;
  private @Nullable HttpServer server;

  ClusterServer(Vertx vertx, ClusterSettings settings, ReplicaRequests requests) {
    this.vertx = vertx;
    this.settings = settings;
    this.secret = settings.secret().orElse("").getBytes(UTF_8);
    this.requests = requests;
  }

  /** Opens the port, if there is a secret; a port that is taken ends the start. */
  void start(@Observes StartupEvent started)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (secret.length == 0) {
      return;
    }
    HttpServer opened =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setHost(settings.host())
                    .setPort(settings.port()))
            .requestHandler(this::handle);
    opened.listen().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    server = opened;
    LOG.infof("cluster port open address=%s:%d", settings.host(), opened.actualPort());
  }

  void stop(@Observes ShutdownEvent stopped) {
    HttpServer opened = server;
    if (opened != null) {
      var unused = opened.close();
    }
  }

  private void handle(HttpServerRequest request) {
    String process = request.getHeader(Wire.PROCESS);
    if (!isKnown(request.getHeader(Wire.SECRET))
        || process == null
        || process.isEmpty()
        || !HttpMethod.POST.equals(request.method())
        || !ReplicaRequests.has(request.path())) {
      close(request, 404);
      return;
    }
    Body body = new Body(request, whole -> answer(request, process, whole));
    body.read();
  }

  private boolean isKnown(@Nullable String given) {
    return given != null && MessageDigest.isEqual(secret, given.getBytes(UTF_8));
  }

  private void answer(HttpServerRequest request, String process, byte[] body) {
    var context = vertx.getOrCreateContext();
    requests
        .answer(request.path(), process, body)
        .whenComplete(
            (bytes, failure) ->
                context.runOnContext(
                    now -> {
                      HttpServerResponse response = request.response();
                      if (response.closed() || response.ended()) {
                        return;
                      }
                      var unused =
                          failure == null
                              ? response.end(Buffer.buffer(bytes))
                              : response
                                  .setStatusCode(ReplicaRequests.status(failure))
                                  .end(ReplicaRequests.reason(failure));
                    }));
  }

  /** Answers without a body, and does not wait for one. */
  private static void close(HttpServerRequest request, int status) {
    var unused =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Connection", "close")
            .end()
            .onComplete(
                sent -> {
                  var unusedClose = request.connection().close();
                });
  }

  /** One body on its way; lives on the event loop of its request. */
  private final class Body {
    private final HttpServerRequest request;
    private final java.util.function.Consumer<byte[]> whole;
    private final Buffer bytes = Buffer.buffer();
    private boolean over;

    Body(HttpServerRequest request, java.util.function.Consumer<byte[]> whole) {
      this.request = request;
      this.whole = whole;
    }

    void read() {
      long timer = vertx.setTimer(TimeUnit.SECONDS.toMillis(BODY_SECONDS), late -> refuse(408));
      request
          .handler(this::take)
          .exceptionHandler(
              lost -> {
                over = true;
                vertx.cancelTimer(timer);
              })
          .endHandler(
              ended -> {
                vertx.cancelTimer(timer);
                if (!over) {
                  over = true;
                  whole.accept(bytes.getBytes());
                }
              });
    }

    private void take(Buffer chunk) {
      if (over) {
        return;
      }
      if (bytes.length() + chunk.length() > BODY_BYTES_MAX) {
        refuse(413);
      } else {
        bytes.appendBuffer(chunk);
      }
    }

    private void refuse(int status) {
      if (!over) {
        over = true;
        close(request, status);
      }
    }
  }
}
