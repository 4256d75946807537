package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.subscription.Subscription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A subscription with its cursors in one owner's partitions. Lives on the owner's thread. */
final class OwnedSubscription {
  final Subscription subscription;
  private final Map<Queue, List<Place>> places = new EnumMap<>(Queue.class);

  /** Fetches that wait for something to happen, by batch. */
  private final Map<Long, Runnable> waiting = new LinkedHashMap<>();

  OwnedSubscription(Subscription subscription) {
    this.subscription = subscription;
  }

  List<Place> places(Queue queue) {
    return places.getOrDefault(queue, List.of());
  }

  List<Place> places() {
    List<Place> all = new ArrayList<>();
    places.values().forEach(all::addAll);
    return all;
  }

  /** Which queues have active partitions, and in which of them there is something to look at. */
  Readiness.Queues readiness(long nowMillis) {
    EnumSet<Queue> present = EnumSet.noneOf(Queue.class);
    EnumSet<Queue> ready = EnumSet.noneOf(Queue.class);
    places.forEach(
        (queue, list) -> {
          for (Place place : list) {
            if (place.partition().active) {
              present.add(queue);
              if (place.cursor().dueMillis() <= nowMillis && place.headMillis() != Place.NOTHING) {
                ready.add(queue);
              }
            }
          }
        });
    return new Readiness.Queues(present, ready);
  }

  void add(Place place) {
    places.computeIfAbsent(place.cursor().key().queue(), queue -> new ArrayList<>()).add(place);
  }

  void removeIn(OwnedPartition partition) {
    places.values().forEach(list -> list.removeIf(place -> place.partition() == partition));
  }

  void await(long batch, Runnable wake) {
    waiting.put(batch, wake);
  }

  void forget(long batch) {
    waiting.remove(batch);
  }

  /** Wakes every waiting fetch once. */
  void wake() {
    if (!waiting.isEmpty()) {
      List<Runnable> wakes = List.copyOf(waiting.values());
      waiting.clear();
      wakes.forEach(Runnable::run);
    }
  }

  /** The fetches that wait, for the successor under a new epoch. */
  void moveWaitingTo(OwnedSubscription successor) {
    successor.waiting.putAll(waiting);
    waiting.clear();
  }
}
