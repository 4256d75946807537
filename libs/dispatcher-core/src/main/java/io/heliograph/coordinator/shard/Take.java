package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.filter.EventFilter;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.subscription.Subscription;

/**
 * Asks an event loop for events of one queue.
 *
 * @param leased whether each event is leased; otherwise whole stretches are held for the answer
 */
public record Take(
    Subscription subscription,
    Queue queue,
    int countMax,
    long bytesMax,
    EventFilter filter,
    long batch,
    boolean leased) {

  /** Who needs what has to be loaded for it. */
  HistoryReader reader() {
    return new HistoryReader(subscription.spec().name(), subscription.pluginKey());
  }

  /** The same less what has been taken already. */
  public Take without(int count, long bytes) {
    return new Take(
        subscription,
        queue,
        countMax - count,
        Math.max(1, bytesMax - bytes),
        filter,
        batch,
        leased);
  }

  /** The same for at most so many bytes. */
  public Take within(long bytes) {
    return new Take(subscription, queue, countMax, bytes, filter, batch, leased);
  }
}
