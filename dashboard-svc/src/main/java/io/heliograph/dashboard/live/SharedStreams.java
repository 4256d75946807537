package io.heliograph.dashboard.live;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The views that pages have open, by name. At most as many as open streams. Thread-safe. */
@ApplicationScoped
class SharedStreams {
  private final Vertx vertx;
  private final SharedStream.Limits limits;
  private final Map<String, SharedStream> open = new HashMap<>();

  SharedStreams(Vertx vertx, LiveSettings settings) {
    this.vertx = vertx;
    this.limits =
        new SharedStream.Limits(settings.pause(), settings.waitingMax(), settings.charactersMax());
  }

  /**
   * What a view shows.
   *
   * @param name the same for all that show the same
   * @param data the text of an event as pages get it, or null for none; may block
   */
  record Shown(String name, LiveStream stream, Function<String, @Nullable String> data) {}

  synchronized void join(Shown shown, Consumer<Piece> page, String lastId) {
    open.computeIfAbsent(
            shown.name(), name -> new SharedStream(vertx, shown.stream(), shown.data(), limits))
        .join(page, lastId);
  }

  synchronized void leave(Shown shown, Consumer<Piece> page) {
    SharedStream shared = open.get(shown.name());
    if (shared != null && shared.leave(page)) {
      open.remove(shown.name());
    }
  }
}
