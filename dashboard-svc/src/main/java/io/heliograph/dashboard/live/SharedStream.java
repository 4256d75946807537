package io.heliograph.dashboard.live;

import io.heliograph.dashboard.live.LiveStream.Event;
import io.heliograph.kit.error.ProblemException;
import io.heliograph.kit.thread.FatalErrors;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A stream as all pages see it that show the same of it: an event becomes text once, whatever the
 * number of pages, and what comes within a pause goes to each page in one write. Turns run on a
 * worker thread, one after the other; pages join and leave from any thread. A page gets every event
 * once and in order: what it missed up to the last turn, then each turn.
 */
final class SharedStream implements Consumer<Event> {
  private static final Logger LOG = Logger.getLogger(SharedStream.class);
  private static final long MILLI_NANOS = 1_000_000;

  private final Vertx vertx;
  private final LiveStream stream;
  private final Function<String, @Nullable String> data;
  private final Limits limits;
  private final Set<Consumer<Piece>> pages = new CopyOnWriteArraySet<>();
  private final Deque<Event> waiting = new ArrayDeque<>();
  private final List<Joining> joining = new ArrayList<>();
  private long characters;
  private boolean planned;
  private long turnedNanos;
  private long given;

  /**
   * Bounds of a view.
   *
   * @param pause the shortest time between two turns
   * @param waitingMax how many events may wait for their turn; the oldest are left out then
   * @param charactersMax how many characters they may have together
   */
  record Limits(Duration pause, int waitingMax, long charactersMax) {}

  private record Joining(Consumer<Piece> page, String lastId) {}

  /**
   * @param data the text of an event as pages get it, or null for none; may block
   */
  SharedStream(
      Vertx vertx, LiveStream stream, Function<String, @Nullable String> data, Limits limits) {
    this.vertx = vertx;
    this.stream = stream;
    this.data = data;
    this.limits = limits;
    this.turnedNanos = System.nanoTime() - limits.pause().toNanos();
    synchronized (this) {
      given = stream.listen(this);
    }
  }

  @Override
  public synchronized void accept(Event event) {
    waiting.addLast(event);
    characters += event.text().length();
    while (!waiting.isEmpty()
        && (waiting.size() > limits.waitingMax() || characters > limits.charactersMax())) {
      characters -= waiting.removeFirst().text().length();
    }
    plan();
  }

  /** From its next turn on gives that page what happens, after what it missed. */
  synchronized void join(Consumer<Piece> page, String lastId) {
    joining.add(new Joining(page, lastId));
    plan();
  }

  /** True when that was the last page: then the view is over. */
  synchronized boolean leave(Consumer<Piece> page) {
    joining.removeIf(one -> one.page().equals(page));
    pages.remove(page);
    boolean over = pages.isEmpty() && joining.isEmpty();
    if (over) {
      stream.forget(this);
    }
    return over;
  }

  private synchronized void plan() {
    if (planned) {
      return;
    }
    planned = true;
    long passedNanos = System.nanoTime() - turnedNanos;
    long millis = (limits.pause().toNanos() - passedNanos) / MILLI_NANOS;
    if (joining.isEmpty() && millis > 0) {
      vertx.setTimer(millis, timer -> begin());
    } else {
      begin();
    }
  }

  private void begin() {
    vertx
        .executeBlocking(
            () -> {
              turn();
              return true;
            },
            false)
        .onFailure(
            failure -> {
              FatalErrors.check(failure);
              LOG.error("live stream failed", failure);
            })
        .onComplete(turned -> after());
  }

  private void turn() {
    List<Event> events;
    List<Joining> coming;
    long before;
    synchronized (this) {
      events = List.copyOf(waiting);
      waiting.clear();
      characters = 0;
      coming = List.copyOf(joining);
      before = given;
      given = events.isEmpty() ? given : events.getLast().number();
    }
    for (Joining one : coming) {
      give(List.of(one.page()), stream.between(one.lastId(), before));
    }
    synchronized (this) {
      coming.stream().filter(joining::remove).forEach(one -> pages.add(one.page()));
    }
    if (!pages.isEmpty()) {
      give(pages, events);
    }
  }

  private void give(Iterable<Consumer<Piece>> pages, List<Event> events) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Event event : events) {
      String item = item(event);
      if (item != null) {
        text.append("id: ").append(event.id()).append("\ndata: ").append(item).append("\n\n");
        count++;
      }
    }
    if (count > 0) {
      Piece piece = new Piece(Buffer.buffer(text.toString()), count);
      pages.forEach(page -> page.accept(piece));
    }
  }

  /** One event that cannot be shown is left out; the others are not held up by it. */
  private @Nullable String item(Event event) {
    try {
      return data.apply(event.text());
    } catch (ProblemException away) {
      LOG.debugf("live event dropped reason=%s", away.detail());
      return null;
    } catch (RuntimeException unexpected) {
      LOG.debugf(unexpected, "live event dropped id=%s", event.id());
      return null;
    }
  }

  private synchronized void after() {
    planned = false;
    turnedNanos = System.nanoTime();
    if (!waiting.isEmpty() || !joining.isEmpty()) {
      plan();
    }
  }
}
