package io.heliograph.dashboard.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One page that listens. A page that does not read is closed rather than buffered: it comes back
 * with the id of what it saw last. Everything is written on the event loop of its connection.
 */
final class OpenStream implements Consumer<Buffer> {
  private static final int QUEUE_BYTES_MAX = 1 << 20;
  private static final Buffer ALIVE = Buffer.buffer(": alive\n\n");

  private final Vertx vertx;
  private final Context context;
  private final HttpServerResponse response;
  private final long heartbeat;
  private long writtenNanos = System.nanoTime();

  /** Made on the event loop of the response's connection. */
  OpenStream(Vertx vertx, HttpServerResponse response, Duration heartbeat) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.response = response;
    response.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
    long half = Math.max(1, heartbeat.toMillis() / 2);
    this.heartbeat =
        vertx.setPeriodic(
            half,
            timer -> {
              if (System.nanoTime() - writtenNanos > heartbeat.toNanos() - half * 1_000_000L / 2) {
                write(ALIVE);
              }
            });
  }

  @Override
  public void accept(Buffer events) {
    context.runOnContext(turn -> write(events));
  }

  private void write(Buffer text) {
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.writeQueueFull()) {
      response.reset();
      return;
    }
    writtenNanos = System.nanoTime();
    response.write(text);
  }

  void ended() {
    vertx.cancelTimer(heartbeat);
  }
}
