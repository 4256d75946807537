package io.heliograph.dispatcher.publish;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes the answer of one publication on the event loop of its connection: the next piece goes
 * when this one is in the socket. A client that takes nothing for so long loses its connection.
 */
final class PublishExchange {
  private static final long STALLED_MILLIS = 30_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Context home;

  /** To be called on the event loop of the request. */
  PublishExchange(Vertx vertx, HttpServerRequest request) {
    this.vertx = vertx;
    this.request = request;
    this.home = vertx.getOrCreateContext();
  }

  /** Completes when all is written; fails when it cannot be. */
  CompletionStage<Void> write(PublishAnswer answer) {
    Promise<Void> written = Promise.promise();
    CompletableFuture<Void> done = new CompletableFuture<>();
    written.future().onSuccess(done::complete).onFailure(done::completeExceptionally);
    home.runOnContext(
        turn -> {
          HttpServerResponse response = request.response();
          if (response.closed() || response.ended()) {
            written.fail(new CancellationException("the client went away"));
            return;
          }
          response.putHeader("Content-Type", MediaType.APPLICATION_JSON);
          writeNext(answer, written);
        });
    return done;
  }

  private void writeNext(PublishAnswer answer, Promise<Void> written) {
    try {
      HttpServerResponse response = request.response();
      if (response.closed()) {
        written.tryFail(new CancellationException("the client went away"));
        return;
      }
      Buffer piece = Buffer.buffer(answer.next());
      long timer = vertx.setTimer(STALLED_MILLIS, late -> request.connection().close());
      if (!answer.hasNext()) {
        response
            .end(piece)
            .onComplete(
                ended -> {
                  vertx.cancelTimer(timer);
                  if (ended.succeeded()) {
                    written.tryComplete();
                  } else {
                    written.tryFail(ended.cause());
                  }
                });
        return;
      }
      if (!response.headWritten()) {
        response.setChunked(true);
      }
      response
          .write(piece)
          .onComplete(
              wrote -> {
                vertx.cancelTimer(timer);
                if (wrote.succeeded()) {
                  home.runOnContext(turn -> writeNext(answer, written));
                } else {
                  written.tryFail(wrote.cause());
                }
              });
    } catch (RuntimeException | Error failure) {
      if (request.response().headWritten()) {
        // An error's own answer would stand in the middle of this one: the end alone tells it.
        request.connection().close();
      }
      written.tryFail(failure);
      throw failure;
    }
  }
}
