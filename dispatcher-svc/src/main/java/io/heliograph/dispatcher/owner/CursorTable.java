package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.AckWindow;
import io.heliograph.dispatcher.cursor.Cursor;
import io.heliograph.dispatcher.cursor.CursorKey;
import io.heliograph.dispatcher.cursor.CursorState;
import io.heliograph.dispatcher.cursor.Locator;
import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.subscription.QueueTopics;
import io.heliograph.dispatcher.subscription.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which cursors there are: one per subscription, queue and matching partition of this owner, for
 * the error queue one per attempt. Lives on the owner's thread.
 */
final class CursorTable {
  private record Incarnation(UUID topicId, int partition) {}

  private final CoreSettings settings;
  private final QueueTopics topics;
  private final Map<Incarnation, OwnedPartition> partitions = new HashMap<>();
  private final Map<String, OwnedSubscription> subscriptions = new HashMap<>();
  private final List<Place> dirty = new ArrayList<>();
  private final Timers<Place> timers = new Timers<>();
  private boolean lostPlaces;
  private long[] statusPositions = new long[0];

  CursorTable(CoreSettings settings, QueueTopics topics) {
    this.settings = settings;
    this.topics = topics;
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

  @Nullable OwnedSubscription subscription(String pluginKey) {
    return subscriptions.get(pluginKey);
  }

  /** The subscription if it is known here under that epoch. */
  @Nullable OwnedSubscription subscription(Subscription subscription) {
    OwnedSubscription owned = subscriptions.get(subscription.pluginKey());
    return owned != null && owned.subscription.epoch() == subscription.epoch() ? owned : null;
  }

  /** Adds a partition; returns the places whose cursors came from stored state. */
  List<Place> add(OwnedPartition partition) {
    remove(partition.id);
    partitions.put(new Incarnation(partition.id.topicId(), partition.id.partition()), partition);
    List<Place> restored = new ArrayList<>();
    for (OwnedSubscription subscription : subscriptions.values()) {
      restored.addAll(open(partition, subscription));
    }
    return restored;
  }

  void remove(PartitionId id) {
    OwnedPartition gone = partitions.remove(new Incarnation(id.topicId(), id.partition()));
    if (gone != null) {
      subscriptions.values().forEach(subscription -> subscription.removeIn(gone));
      gone.places.values().forEach(this::leave);
    }
  }

  /** Those places are nobody's any more: nothing here refers to them from now on. */
  private void leave(List<Place> places) {
    for (Place place : places) {
      place.leave();
      timers.cancel(place);
    }
    dirty.removeIf(Place::gone);
    lostPlaces |= !places.isEmpty();
  }

  /** Whether places were left since the last call. */
  boolean takeLostPlaces() {
    boolean lost = lostPlaces;
    lostPlaces = false;
    return lost;
  }

  /**
   * Adds a subscription or its new epoch; returns the places whose cursors came from stored state.
   */
  List<Place> put(Subscription subscription) {
    OwnedSubscription former = subscriptions.get(subscription.pluginKey());
    if (former != null && former.subscription.epoch() >= subscription.epoch()) {
      return List.of();
    }
    OwnedSubscription owned = new OwnedSubscription(subscription);
    subscriptions.put(subscription.pluginKey(), owned);
    if (former != null) {
      leave(former.places());
      partitions.values().forEach(partition -> partition.forget(subscription.pluginKey()));
    }
    List<Place> restored = new ArrayList<>();
    for (OwnedPartition partition : partitions.values()) {
      restored.addAll(open(partition, owned));
    }
    if (former != null) {
      former.moveWaitingTo(owned);
      owned.wake();
    }
    return restored;
  }

  /** Forgets a subscription with all its cursors; the fetches that wait for it are woken. */
  void forget(String pluginKey) {
    OwnedSubscription gone = subscriptions.remove(pluginKey);
    if (gone != null) {
      partitions.values().forEach(partition -> partition.forget(pluginKey));
      leave(gone.places());
      gone.wake();
    }
  }

  private List<Place> open(OwnedPartition partition, OwnedSubscription owned) {
    Subscription subscription = owned.subscription;
    List<Place> restored = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (Queue queue : topics.queuesOf(subscription.spec(), partition.id.topic())) {
      int firstLane = queue == Queue.ERROR ? 1 : 0;
      int lastLane = queue == Queue.ERROR ? settings.attemptsMax() : 0;
      for (int lane = firstLane; lane <= lastLane; lane++) {
        CursorKey key =
            new CursorKey(
                subscription.pluginKey(),
                queue,
                lane,
                partition.id.topicId(),
                partition.id.partition());
        CursorState state = partition.recovered.remove(key);
        boolean known = state != null && state.epoch() == subscription.epoch();
        Cursor cursor = known ? restore(key, subscription, state) : begin(key, subscription);
        partition.dedupe(key, Duplicates.of(key, subscription, settings.dedupeRecords()));
        Place place = new Place(partition, cursor);
        places.add(place);
        owned.add(place);
        if (known) {
          restored.add(place);
        }
      }
    }
    if (!places.isEmpty()) {
      partition.places.put(subscription.pluginKey(), places);
    }
    return restored;
  }

  private static long limitOf(CursorKey key, Subscription subscription) {
    return key.queue() == Queue.HISTORIC
        ? subscription.startOf(key.topicId(), key.partition())
        : Long.MAX_VALUE;
  }

  private static Cursor restore(CursorKey key, Subscription subscription, CursorState state) {
    return new Cursor(key, subscription.epoch(), state.restore(), limitOf(key, subscription));
  }

  private static Cursor begin(CursorKey key, Subscription subscription) {
    boolean fromTheBeginning = key.queue() == Queue.HISTORIC && !subscription.skipsHistory();
    long start = fromTheBeginning ? 0 : subscription.startOf(key.topicId(), key.partition());
    return new Cursor(key, subscription.epoch(), new AckWindow(start), limitOf(key, subscription));
  }

  /** The cursor that made the delivery, or null when none can have. */
  @Nullable Place placeOf(OwnedPartition partition, Locator delivery) {
    Place found = null;
    for (Place place : partition.places.getOrDefault(delivery.pluginKey(), List.of())) {
      Cursor cursor = place.cursor();
      boolean holds = cursor.window().at(delivery.offset()) != null;
      boolean covers =
          switch (cursor.key().queue()) {
            case EXPEDITE -> true;
            case ERROR -> cursor.key().lane() == delivery.lane();
            case HISTORIC -> delivery.offset() < cursor.limit();
            case LIVE -> delivery.offset() >= liveStart(cursor, delivery);
          };
      if (covers && (found == null || holds)) {
        found = place;
      }
    }
    return found;
  }

  private long liveStart(Cursor cursor, Locator delivery) {
    OwnedSubscription owned = subscriptions.get(cursor.key().pluginKey());
    return owned == null ? 0 : owned.subscription.startOf(delivery.topicId(), delivery.partition());
  }

  /** A cursor changed: it has to be stored, unless a new epoch or owner has taken its place. */
  void touch(Place place) {
    if (!place.cursor().dirty() && !place.gone()) {
      place.cursor().touch();
      dirty.add(place);
    }
    schedule(place);
  }

  /** Notes what the place waits for from now; it waits once at most. */
  void schedule(Place place) {
    long atMillis = place.gone() ? Place.NEVER : place.nextMillis();
    if (atMillis == Place.NEVER) {
      timers.cancel(place);
    } else {
      timers.set(place, atMillis);
    }
  }

  /** The places that wait for their time. */
  Timers<Place> timers() {
    return timers;
  }

  void statusPositions(long[] positions) {
    statusPositions = positions.clone();
  }

  StoreDelta collect() {
    StoreDelta delta = new StoreDelta();
    for (Place place : dirty) {
      delta.put(
          place.partition().id, place.cursor().key(), place.cursor().snapshot(statusPositions));
    }
    dirty.clear();
    return delta;
  }

  /** Wakes the fetches that a change of the cursor may bring something. */
  void wake(Place place) {
    OwnedSubscription owned = subscriptions.get(place.cursor().key().pluginKey());
    if (owned != null && place.partition().active && !place.gone()) {
      owned.wake();
    }
  }

  /** Wakes the fetches that a change of the partition may bring something. */
  void wake(OwnedPartition partition) {
    if (partition.active) {
      for (String pluginKey : partition.places.keySet()) {
        OwnedSubscription subscription = subscriptions.get(pluginKey);
        if (subscription != null) {
          subscription.wake();
        }
      }
    }
  }

  void wakeAll() {
    List.copyOf(subscriptions.values()).forEach(OwnedSubscription::wake);
  }
}
