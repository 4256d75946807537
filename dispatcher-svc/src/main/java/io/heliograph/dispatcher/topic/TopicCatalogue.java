package io.heliograph.dispatcher.topic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The topics that the cluster has, as of the last look ({@link TopicSettings#pollInterval()}). A
 * topic that the cluster lost, gained, grew or recreated appears within that time. Thread-safe:
 * snapshots are immutable, listeners run on the topic keeper's thread and must not block.
 */
@ApplicationScoped
public class TopicCatalogue {
  private final List<Consumer<Map<String, TopicInfo>>> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, TopicInfo> snapshot = Map.of();

  /** The topics by name; empty until the cluster was first reached. */
  public Map<String, TopicInfo> snapshot() {
    return snapshot;
  }

  /**
   * Calls the listener at every change from now on, and at once with what is known, if anything.
   */
  public synchronized void onChange(Consumer<Map<String, TopicInfo>> listener) {
    listeners.add(listener);
    if (!snapshot.isEmpty()) {
      listener.accept(snapshot);
    }
  }

  /** Takes a new look; tells the listeners when it differs from the last one. */
  synchronized void replace(Map<String, TopicInfo> topics) {
    if (!topics.equals(snapshot)) {
      snapshot = Map.copyOf(topics);
      for (Consumer<Map<String, TopicInfo>> listener : listeners) {
        listener.accept(snapshot);
      }
    }
  }
}
