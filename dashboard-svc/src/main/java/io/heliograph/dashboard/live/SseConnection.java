package io.heliograph.dashboard.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/**
 * One page that listens. What its line is too slow for is left out rather than buffered ({@link
 * Backlog}). Everything is written on the event loop of its connection.
 */
final class SseConnection implements Consumer<Piece> {
  private static final int QUEUE_BYTES_MAX = 1 << 20;
  private static final Piece ALIVE = new Piece(Buffer.buffer(": alive\n\n"), 0);

  private final Vertx vertx;
  private final Context context;
  private final HttpServerResponse response;
  private final LiveMetrics metrics;
  private final Backlog backlog;
  private final long heartbeat;
  private long writtenNanos = System.nanoTime();

  /** Made on the event loop of the response's connection. */
  SseConnection(
      Vertx vertx, HttpServerResponse response, LiveSettings settings, LiveMetrics metrics) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.response = response;
    this.metrics = metrics;
    this.backlog = new Backlog(settings.stalledMax());
    response.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
    long half = Math.max(1, settings.heartbeat().toMillis() / 2);
    long dueNanos = settings.heartbeat().toNanos() - half * 1_000_000L / 2;
    this.heartbeat =
        vertx.setPeriodic(
            half,
            timer -> {
              if (System.nanoTime() - writtenNanos > dueNanos) {
                write(ALIVE);
              }
            });
  }

  @Override
  public void accept(Piece events) {
    context.runOnContext(turn -> write(events));
  }

  private void write(Piece piece) {
    if (response.ended() || response.closed()) {
      return;
    }
    long now = System.nanoTime();
    switch (backlog.next(response.writeQueueFull(), piece.events(), now)) {
      case WRITE -> {
        writtenNanos = now;
        long leftOut = backlog.takeLeftOut();
        if (leftOut > 0) {
          response.write("event: gap\ndata: {\"leftOut\": " + leftOut + "}\n\n");
        }
        response.write(piece.text());
      }
      case LEAVE_OUT -> metrics.leftOut(piece.events());
      case DROP -> {
        metrics.dropped();
        response.reset();
      }
    }
  }

  /** Ends it for another address; from any thread. */
  void close() {
    context.runOnContext(
        turn -> {
          if (!response.closed()) {
            response.reset();
          }
        });
  }

  void ended() {
    vertx.cancelTimer(heartbeat);
  }
}
