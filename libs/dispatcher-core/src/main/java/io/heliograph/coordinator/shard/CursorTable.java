package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.QueueTopics;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which cursors there are: one per subscription, queue and matching partition of this event loop,
 * for the error queue one per attempt; {@link Cursors} says which of them are in use. Runs on its
 * event loop.
 */
final class CursorTable {
  private record Incarnation(UUID topicId, int partition) {}

  private final QueueTopics topics;
  private final Map<Incarnation, OwnedPartition> partitions = new HashMap<>();
  private final Map<String, OwnedSubscription> subscriptions = new HashMap<>();
  private final Map<SubscriptionSpec, Audience> audiences = new HashMap<>();
  private final List<PartitionCursor> dirty = new ArrayList<>();
  private final Timers<PartitionCursor> timers = new Timers<>();
  private final Waiters waiters = new Waiters();
  private final Cursors cursors;
  private boolean lostCursors;
  private long[] statusPositions = new long[0];

  CursorTable(ShardSettings settings, QueueTopics topics) {
    this.topics = topics;
    this.cursors = new Cursors(settings);
  }

  Collection<OwnedPartition> partitions() {
    return partitions.values();
  }

  @Nullable OwnedPartition partition(PartitionId id) {
    return partition(id.topicId(), id.partition());
  }

  @Nullable OwnedPartition partition(UUID topicId, int partition) {
    return partitions.get(new Incarnation(topicId, partition));
  }

  Collection<OwnedSubscription> subscriptions() {
    return subscriptions.values();
  }

  @Nullable OwnedSubscription subscription(String pluginKey) {
    return subscriptions.get(pluginKey);
  }

  /** The subscription if it is known here under that epoch. */
  @Nullable OwnedSubscription subscription(Subscription subscription) {
    OwnedSubscription owned = subscriptions.get(subscription.pluginKey());
    return owned != null && owned.subscription.epoch() == subscription.epoch() ? owned : null;
  }

  /** Brings cursors into use. */
  Cursors cursors() {
    return cursors;
  }

  /** The fetches that wait. */
  Waiters waiters() {
    return waiters;
  }

  /** Adds a partition; returns the places whose cursors came from stored state. */
  List<PartitionCursor> add(OwnedPartition partition) {
    remove(partition.id);
    partitions.put(new Incarnation(partition.id.topicId(), partition.id.partition()), partition);
    audiences.forEach(
        (spec, audience) -> audience.meet(partition, topics.queuesOf(spec, partition.id.topic())));
    List<PartitionCursor> restored = new ArrayList<>();
    for (CursorKey key : List.copyOf(partition.recovered.keySet())) {
      OwnedSubscription owned = subscriptions.get(key.pluginKey());
      if (owned != null) {
        cursors.restore(partition, owned, key, restored);
      }
    }
    return restored;
  }

  void remove(PartitionId id) {
    OwnedPartition gone = partitions.remove(new Incarnation(id.topicId(), id.partition()));
    if (gone != null) {
      audiences.values().forEach(audience -> audience.lose(gone));
      gone.cursors.values().forEach(this::leave);
      gone.cursors.clear();
    }
  }

  /** Those cursors are no longer in use: nothing here refers to them from now on. */
  private void leave(List<PartitionCursor> left) {
    for (PartitionCursor cursor : left) {
      cursor.leave();
      timers.cancel(cursor);
    }
    if (!left.isEmpty()) {
      dirty.removeIf(PartitionCursor::gone);
      lostCursors = true;
    }
  }

  /** Whether places were left since the last call. */
  boolean takeLostCursors() {
    boolean lost = lostCursors;
    lostCursors = false;
    return lost;
  }

  /**
   * Adds a subscription or its new epoch; returns the places whose cursors came from stored state.
   */
  List<PartitionCursor> put(Subscription subscription) {
    OwnedSubscription former = subscriptions.get(subscription.pluginKey());
    if (former != null && former.subscription.epoch() >= subscription.epoch()) {
      return List.of();
    }
    OwnedSubscription owned = new OwnedSubscription(subscription, audience(subscription.spec()));
    subscriptions.put(subscription.pluginKey(), owned);
    if (former != null) {
      end(former);
    }
    List<PartitionCursor> restored = new ArrayList<>();
    for (OwnedPartition partition : owned.audience.partitions()) {
      if (!partition.recovered.isEmpty()) {
        for (Queue queue : owned.audience.queues(partition)) {
          cursors.restore(partition, owned, queue, restored);
        }
      }
    }
    if (former != null) {
      waiters.move(former, owned);
      waiters.wake(owned);
    }
    return restored;
  }

  private Audience audience(SubscriptionSpec spec) {
    Audience audience =
        audiences.computeIfAbsent(
            spec.unnamed(),
            wants -> {
              Audience made = new Audience();
              partitions
                  .values()
                  .forEach(
                      partition ->
                          made.meet(partition, topics.queuesOf(wants, partition.id.topic())));
              return made;
            });
    audience.join();
    return audience;
  }

  /** Forgets a subscription with all its cursors; the fetches that wait for it are woken. */
  void forget(String pluginKey) {
    OwnedSubscription gone = subscriptions.remove(pluginKey);
    if (gone != null) {
      end(gone);
      waiters.wake(gone);
    }
  }

  private void end(OwnedSubscription owned) {
    List<PartitionCursor> left = new ArrayList<>();
    owned.audience.partitions().forEach(one -> left.addAll(one.forget(owned.pluginKey())));
    leave(left);
    if (owned.audience.leave()) {
      audiences.remove(owned.subscription.spec().unnamed());
    }
  }

  /** A cursor changed: it has to be stored, unless a new epoch or owner has taken its place. */
  void touch(PartitionCursor cursor) {
    if (!cursor.cursor().dirty() && !cursor.gone()) {
      cursor.cursor().touch();
      dirty.add(cursor);
    }
    schedule(cursor);
  }

  /** Notes what the place waits for from now; it waits once at most. */
  void schedule(PartitionCursor cursor) {
    long atMillis = cursor.gone() ? PartitionCursor.NEVER : cursor.nextMillis();
    if (atMillis == PartitionCursor.NEVER) {
      timers.cancel(cursor);
    } else {
      timers.set(cursor, atMillis);
    }
  }

  /** The places that wait for their time. */
  Timers<PartitionCursor> timers() {
    return timers;
  }

  void statusPositions(long[] positions) {
    statusPositions = positions.clone();
  }

  StoreDelta collect() {
    StoreDelta delta = new StoreDelta();
    for (PartitionCursor cursor : dirty) {
      delta.put(cursor.partition(), cursor.key(), cursor.cursor().snapshot(statusPositions));
    }
    dirty.clear();
    return delta;
  }

  /** Wakes the fetches that a change of the cursor may bring something. */
  void wake(PartitionCursor cursor) {
    OwnedSubscription owned = subscriptions.get(cursor.key().pluginKey());
    if (owned != null && cursor.partition().active && !cursor.gone()) {
      waiters.wake(owned);
    }
  }
}
