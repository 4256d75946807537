package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.subscription.Subscription;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A subscription as one event loop knows it. Its cursors are with the partitions, and only those
 * that were used. Runs on its event loop.
 */
final class OwnedSubscription {
  final Subscription subscription;
  final Audience audience;
  private final String pluginKey;

  /**
   * Fetches that wait for something to happen, the oldest first: it has waited longest, and an
   * answer that has some events already is full sooner than one that begins.
   */
  private Map<Long, Runnable> waiting = Map.of();

  OwnedSubscription(Subscription subscription, Audience audience) {
    this.subscription = subscription;
    this.audience = audience;
    this.pluginKey = subscription.pluginKey();
  }

  String pluginKey() {
    return pluginKey;
  }

  void await(long batch, Runnable wake) {
    if (waiting.isEmpty()) {
      waiting = new TreeMap<>();
    }
    waiting.put(batch, wake);
  }

  void forget(long batch) {
    if (!waiting.isEmpty()) {
      waiting.remove(batch);
      waiting = waiting.isEmpty() ? Map.of() : waiting;
    }
  }

  boolean waits() {
    return !waiting.isEmpty();
  }

  /** Wakes so many of the fetches that wait, the oldest, each once. */
  void wake(int fetchesMax) {
    if (waiting.size() <= fetchesMax) {
      List<Runnable> wakes = List.copyOf(waiting.values());
      waiting = Map.of();
      wakes.forEach(Runnable::run);
      return;
    }
    List<Runnable> wakes = new ArrayList<>();
    Iterator<Runnable> longest = waiting.values().iterator();
    while (wakes.size() < fetchesMax) {
      wakes.add(longest.next());
      longest.remove();
    }
    wakes.forEach(Runnable::run);
  }

  /** The fetches that wait, for the successor under a new epoch. */
  void moveWaitingTo(OwnedSubscription successor) {
    waiting.forEach(successor::await);
    waiting = Map.of();
  }
}
