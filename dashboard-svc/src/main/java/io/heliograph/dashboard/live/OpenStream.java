package io.heliograph.dashboard.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page that listens. A page that does not read is closed rather than buffered: it comes back
 * with the id of what it saw last. Events are turned into data off the event loop, one after the
 * other.
 */
final class OpenStream implements Consumer<LiveStream.Event> {
  private static final int QUEUE_BYTES_MAX = 1 << 20;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Function<String, @Nullable String> data;
  private final long heartbeat;
  private volatile long writtenNanos = System.nanoTime();

  /**
   * @param data the text of an event as the page gets it, or null for none; may block
   */
  OpenStream(
      Vertx vertx,
      HttpServerResponse response,
      Duration heartbeat,
      Function<String, @Nullable String> data) {
    this.vertx = vertx;
    this.response = response;
    this.data = data;
    response.setWriteQueueMaxSize(QUEUE_BYTES_MAX);
    long half = Math.max(1, heartbeat.toMillis() / 2);
    this.heartbeat =
        vertx.setPeriodic(
            half,
            timer -> {
              if (System.nanoTime() - writtenNanos > heartbeat.toNanos() - half * 1_000_000L / 2) {
                write(": alive\n\n");
              }
            });
  }

  @Override
  public void accept(LiveStream.Event event) {
    vertx
        .executeBlocking(() -> data.apply(event.text()), true)
        .onSuccess(
            text -> {
              if (text != null) {
                write("id: " + event.id() + "\ndata: " + text + "\n\n");
              }
            });
  }

  void write(String text) {
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
