package io.heliograph.dispatcher.publish;

import io.vertx.core.Context;
import io.vertx.core.Future;
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

  /**
   * Closes the connection when that takes too long; what the socket took at once needs no timer.
   */
  private Future<Void> inTime(Future<Void> sent) {
    if (!sent.isComplete()) {
      long timer = vertx.setTimer(STALLED_MILLIS, late -> request.connection().close());
      sent.onComplete(over -> vertx.cancelTimer(timer));
    }
    return sent;
  }

  private void writeNext(PublishAnswer answer, Promise<Void> written) {
    try {
      HttpServerResponse response = request.response();
      if (response.closed()) {
        written.tryFail(new CancellationException("the client went away"));
        return;
      }
      Buffer piece = Buffer.buffer(answer.next());
      if (!answer.hasNext()) {
        inTime(response.end(piece))
            .onSuccess(ended -> written.tryComplete())
            .onFailure(written::tryFail);
        return;
      }
      if (!response.headWritten()) {
        response.setChunked(true);
      }
      inTime(response.write(piece))
          .onSuccess(wrote -> home.runOnContext(turn -> writeNext(answer, written)))
          .onFailure(written::tryFail);
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
