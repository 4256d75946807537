package io.heliograph.dashboard.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * The events of one stream with their numbers, the newest kept for clients that reconnect. An id
 * names this process too: after a restart, or at another replica, a page gets what happens from
 * then on. Thread-safe; listeners are called in the order of the events.
 */
final class LiveStream {
  private final String incarnation;
  private final int keptMax;
  private final long charactersMax;
  private final Deque<Event> kept = new ArrayDeque<>();
  private final Set<Consumer<Event>> listeners = new CopyOnWriteArraySet<>();
  private long characters;
  private long last;

  /** An event as it was published. */
  record Event(long number, String id, String text) {}

  LiveStream(String incarnation, int keptMax, long charactersMax) {
    this.incarnation = incarnation;
    this.keptMax = keptMax;
    this.charactersMax = charactersMax;
  }

  synchronized void publish(String text) {
    last++;
    Event event = new Event(last, incarnation + "-" + last, text);
    kept.addLast(event);
    characters += text.length();
    while (!kept.isEmpty() && (kept.size() > keptMax || characters > charactersMax)) {
      characters -= kept.removeFirst().text().length();
    }
    listeners.forEach(listener -> listener.accept(event));
  }

  /**
   * From now on calls the listener.
   *
   * @return the number of the last event that it is not called with
   */
  synchronized long listen(Consumer<Event> listener) {
    listeners.add(listener);
    return last;
  }

  void forget(Consumer<Event> listener) {
    listeners.remove(listener);
  }

  /**
   * What came after that event, as far as it is kept.
   *
   * @param lastId the last that was seen; after an unknown one nothing was missed
   * @param number the last to be given
   */
  synchronized List<Event> between(String lastId, long number) {
    List<Event> after = new ArrayList<>();
    boolean found = false;
    for (Event event : kept) {
      if (found && event.number() <= number) {
        after.add(event);
      }
      found |= event.id().equals(lastId);
    }
    return after;
  }
}
