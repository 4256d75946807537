package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.Chunk;
import io.heliograph.dispatcher.log.LogRecord;
import io.heliograph.event.EventHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The subscriptions whose fetches wait, by what may bring them something. What happens wakes those
 * that it concerns: its cost does not depend on the subscriptions that nobody fetches. A wake ends
 * the waiting, so whatever happens before the fetch looks again costs nothing more. Lives on the
 * owner's thread.
 */
final class Waiters {
  private final Map<Audience, Set<OwnedSubscription>> waiting = new LinkedHashMap<>();
  private long considered;

  /** The fetch waits until something happens; its wake runs once at most. */
  void await(OwnedSubscription owned, long batch, Runnable wake) {
    owned.await(batch, wake);
    waiting.computeIfAbsent(owned.audience, none -> new LinkedHashSet<>()).add(owned);
  }

  /** The fetch no longer waits. */
  void forget(OwnedSubscription owned, long batch) {
    owned.forget(batch);
    if (!owned.waits()) {
      leave(owned);
    }
  }

  /** Its successor under a new epoch has the fetches that wait. */
  void move(OwnedSubscription former, OwnedSubscription successor) {
    leave(former);
    former.moveWaitingTo(successor);
    if (successor.waits()) {
      waiting.computeIfAbsent(successor.audience, none -> new LinkedHashSet<>()).add(successor);
    }
  }

  void wake(OwnedSubscription owned) {
    leave(owned);
    owned.wake();
  }

  private void leave(OwnedSubscription owned) {
    Set<OwnedSubscription> ofAudience = waiting.get(owned.audience);
    if (ofAudience != null && ofAudience.remove(owned) && ofAudience.isEmpty()) {
      waiting.remove(owned.audience);
    }
  }

  /** Something changed for the whole partition. */
  void wake(OwnedPartition partition) {
    waitingIn(partition).forEach(this::wake);
  }

  void wakeAll() {
    List<OwnedSubscription> all = new ArrayList<>();
    waiting.values().forEach(all::addAll);
    all.forEach(this::wake);
  }

  /** New records at the end of the log: for whoever may be given one of them. */
  void appended(OwnedPartition partition, Chunk chunk) {
    if (!partition.active || chunk.size() == 0) {
      return;
    }
    List<OwnedSubscription> there = waitingIn(partition);
    if (!there.isEmpty()) {
      Set<String> named = new HashSet<>();
      for (OwnedSubscription owned : there) {
        Set<Queue> queues = owned.audience.queues(partition);
        boolean concerns =
            queues.contains(Queue.ERROR)
                ? named(chunk, named).contains(owned.pluginKey())
                : queues.contains(Queue.LIVE)
                    || queues.contains(Queue.EXPEDITE)
                    || chunk.base()
                        < Beginning.of(owned.subscription, Queue.HISTORIC, partition.id).limit();
        if (concerns) {
          wake(owned);
        }
      }
    }
  }

  /** The subscriptions that records of the error queue are for. */
  private static Set<String> named(Chunk chunk, Set<String> named) {
    if (named.isEmpty()) {
      named.add("");
      for (int i = 0; i < chunk.size(); i++) {
        LogRecord record = chunk.record(i);
        EventHeaders headers = record.headers();
        if (headers != null) {
          named.add(headers.retryFor());
        }
      }
    }
    return named;
  }

  /** Records that were asked for are there: for whoever stands at them. */
  void loaded(OwnedPartition partition, Chunk chunk) {
    for (OwnedSubscription owned : waitingIn(partition)) {
      boolean concerns = false;
      for (Place place : partition.places(owned.pluginKey())) {
        concerns |= place.mayNeed(chunk);
      }
      if (concerns) {
        wake(owned);
      }
    }
  }

  /** A copy, since a wake changes what waits. */
  private List<OwnedSubscription> waitingIn(OwnedPartition partition) {
    if (!partition.active) {
      return List.of();
    }
    List<OwnedSubscription> found = new ArrayList<>();
    waiting.forEach(
        (audience, subscriptions) -> {
          if (!audience.queues(partition).isEmpty()) {
            found.addAll(subscriptions);
          }
        });
    considered += found.size();
    return found;
  }

  /** How many subscriptions were looked at for what happened, since the start. */
  long considered() {
    return considered;
  }
}
