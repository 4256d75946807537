package io.heliograph.dispatcher.fetch;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes one answer piece by piece. A client that does not read it loses its connection: what the
 * answer holds is needed by others. Lives on the event loop of its connection.
 */
final class AnswerWriter {
  private static final long LOOK_MILLIS = 1_000;

  /** So small that it is in the socket long before the slowest client that counts is given up. */
  private static final int PART_BYTES = 64 * 1024;

  private final RoutingContext context;
  private final Context home;
  private final FetchSettings settings;

  /** Of the last piece what was not written yet. */
  private Buffer left = Buffer.buffer();

  private final Promise<Void> written = Promise.promise();

  AnswerWriter(RoutingContext context, Context home, FetchSettings settings) {
    this.context = context;
    this.home = home;
    this.settings = settings;
  }

  /** Completes when the last byte is in the socket, or fails when that will not be. */
  Future<Void> write(Pieces pieces) {
    WriteProgress progress =
        new WriteProgress(
            TimeUnit.SECONDS.toMillis(settings.writeIdleSecondsMax()),
            settings.writeBytesPerSecondMin(),
            nowMillis());
    Vertx vertx = context.vertx();
    long timer = vertx.setPeriodic(LOOK_MILLIS, any -> look(progress));
    next(pieces, progress);
    return written.future().onComplete(any -> vertx.cancelTimer(timer));
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void look(WriteProgress progress) {
    if (progress.stalled(nowMillis())
        && written.tryFail(new TimeoutException("the client does not read its answer"))) {
      context.request().connection().close();
    }
  }

  /** The next part goes when this one is in the socket; other requests have their turn between. */
  private void next(Pieces pieces, WriteProgress progress) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      written.tryFail(new CancellationException("the client went away"));
      return;
    }
    if (left.length() > 0) {
      part(pieces, progress);
    } else if (pieces.slow()) {
      context
          .vertx()
          .executeBlocking(pieces::next, false)
          .onSuccess(piece -> part(piece, pieces, progress))
          .onFailure(this::broken);
    } else {
      part(pieces.next(), pieces, progress);
    }
  }

  /** What was promised by the length does not come: only the end of the connection says so. */
  private void broken(Throwable failure) {
    if (written.tryFail(failure)) {
      context.request().connection().close();
    }
  }

  private void part(Buffer piece, Pieces pieces, WriteProgress progress) {
    left = piece;
    part(pieces, progress);
  }

  private void part(Pieces pieces, WriteProgress progress) {
    HttpServerResponse response = context.response();
    Buffer part = left.slice(0, Math.min(left.length(), PART_BYTES));
    left = left.slice(part.length(), left.length());
    boolean last = left.length() == 0 && !pieces.hasNext();
    Future<Void> sent = last ? response.end(part) : response.write(part);
    sent.onSuccess(
            any -> {
              progress.wrote(part.length(), nowMillis());
              if (last) {
                written.tryComplete();
              } else {
                home.runOnContext(turn -> next(pieces, progress));
              }
            })
        .onFailure(written::tryFail);
  }
}
