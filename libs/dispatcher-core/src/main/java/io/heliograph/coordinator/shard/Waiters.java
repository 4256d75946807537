package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.LogRecord;
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
 * that it concerns: its cost does not depend on the subscriptions without fetches. A wake ends the
 * waiting, so whatever happens before the fetch looks again costs nothing more. Runs on its event
 * loop.
 */
final class Waiters {
  /** How long the others wait when a few fetches were woken for a few events. */
  private static final long PASSED_OVER_MILLIS = 25;

  private final Map<Audience, Set<OwnedSubscription>> waiting = new LinkedHashMap<>();

  /** Those of which more fetches wait than events came, and until when they go on waiting. */
  private final Map<OwnedSubscription, Long> passedOver = new LinkedHashMap<>();

  private long considered;

  /** The fetch waits until something happens; its wake runs once at most. */
  void await(OwnedSubscription owned, long batch, Runnable wake) {
    owned.await(batch, wake);
    waiting.computeIfAbsent(owned.audience, none -> new LinkedHashSet<>()).add(owned);
  }

  /**
   * The fetch is over. It may have been woken for an event that it did not take, since it was full
   * with those of another event loop: then the next has its turn.
   */
  void forget(OwnedSubscription owned, long batch) {
    owned.forget(batch);
    if (passedOver.containsKey(owned)) {
      owned.wake(1);
    }
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

  /** Wakes all its fetches that wait. */
  void wake(OwnedSubscription owned) {
    leave(owned);
    owned.wake(Integer.MAX_VALUE);
  }

  private void wake(OwnedSubscription owned, int fetchesMax, long nowMillis) {
    owned.wake(fetchesMax);
    if (owned.waits()) {
      passedOver.putIfAbsent(owned, nowMillis + PASSED_OVER_MILLIS);
    } else {
      leave(owned);
    }
  }

  /** Wakes the fetches that were passed over, in case those that were woken took nothing. */
  void run(long nowMillis) {
    while (!passedOver.isEmpty()) {
      Map.Entry<OwnedSubscription, Long> first = passedOver.entrySet().iterator().next();
      if (first.getValue() > nowMillis) {
        return;
      }
      wake(first.getKey());
    }
  }

  private void leave(OwnedSubscription owned) {
    passedOver.remove(owned);
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

  /**
   * New records at the end of the log: for whoever may be given one of them, and no more fetches of
   * a subscription at once than there are records.
   */
  void appended(OwnedPartition partition, Chunk chunk, long nowMillis) {
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
          wake(owned, chunk.size(), nowMillis);
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
      for (PartitionCursor cursor : partition.cursors(owned.pluginKey())) {
        concerns |= cursor.mayNeed(chunk);
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
