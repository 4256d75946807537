package io.heliograph.dashboard.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The events of one stream with their numbers, the newest kept for who comes back. An id names this
 * process too: after a restart, or at another replica, a page gets what happens from then on.
 * Thread-safe; listeners are called in the order of the events.
 */
final class LiveStream {
  private final String incarnation;
  private final int keptMax;
  private final Deque<Event> kept = new ArrayDeque<>();
  private final Set<Consumer<Event>> listeners = new CopyOnWriteArraySet<>();
  private long last;

  /** An event as it was published. */
  record Event(String id, String text) {}

  LiveStream(String incarnation, int keptMax) {
    this.incarnation = incarnation;
    this.keptMax = keptMax;
  }

  synchronized void publish(String text) {
    last++;
    Event event = new Event(incarnation + "-" + last, text);
    kept.addLast(event);
    if (kept.size() > keptMax) {
      kept.removeFirst();
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  /**
   * From now on calls the listener, after the events that came since that one.
   *
   * @param lastId the last that was seen; unknown or empty for none
   */
  synchronized void listen(String lastId, Consumer<Event> listener) {
    missed(lastId).forEach(listener);
    listeners.add(listener);
  }

  void forget(Consumer<Event> listener) {
    listeners.remove(listener);
  }

  private List<Event> missed(String lastId) {
    List<Event> after = new ArrayList<>();
    boolean found = false;
    for (Event event : kept) {
      if (found) {
        after.add(event);
      }
      found |= event.id().equals(lastId);
    }
    return after;
  }
}
