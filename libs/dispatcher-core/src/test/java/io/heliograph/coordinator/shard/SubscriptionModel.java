package io.heliograph.coordinator.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What one subscription may and must get, kept the naive way: one entry per event. The dispatcher's
 * core is compared with it.
 */
final class SubscriptionModel {
  enum Phase {
    OPEN,
    HELD,
    LEASED,
    DONE,
    /** Rejected within a passive answer that may still fail: it may be looked at again. */
    DONE_IN_ANSWER,
    /** Its attempt failed: what follows has not been written yet. */
    REQUEUING
  }

  static final class Entry {
    Phase phase = Phase.OPEN;
    int attempt = 1;
    long expiryMillis;
    long batch;

    /** Of deliveries that were not given back, the latest last. */
    List<UUID> proofs = new ArrayList<>();

    Entry copy() {
      Entry copy = new Entry();
      copy.phase = phase;
      copy.attempt = attempt;
      copy.expiryMillis = expiryMillis;
      copy.batch = batch;
      copy.proofs = new ArrayList<>(proofs);
      return copy;
    }
  }

  final Subscription subscription;
  final boolean leased;
  private Map<String, Entry> entries = new TreeMap<>();
  private Map<String, Entry> stored = new HashMap<>();

  SubscriptionModel(Subscription subscription) {
    this.subscription = subscription;
    this.leased = subscription.spec().leases();
  }

  Entry entry(String event) {
    return entries.computeIfAbsent(event, name -> new Entry());
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** The queue that must deliver the event, or null when it is not this subscription's. */
  Queue queueOf(ModelLog log, LogRecord record) {
    boolean before = record.offset() < subscription.startOf(log.id.topicId(), log.id.partition());
    if (log.id.topic().equals("azul.expedite")) {
      return before ? null : Queue.EXPEDITE;
    }
    if (log.id.topic().equals("azul.error")) {
      boolean ours = record.headers().retryFor().equals(subscription.pluginKey());
      return before || !ours ? null : Queue.ERROR;
    }
    return before ? Queue.HISTORIC : Queue.LIVE;
  }

  void looked(String event) {
    Phase phase = entry(event).phase;
    assertThat(phase).as(event).isIn(Phase.OPEN, Phase.DONE_IN_ANSWER);
  }

  void rejected(String event, long batch) {
    Entry entry = entry(event);
    entry.phase = leased ? Phase.DONE : Phase.DONE_IN_ANSWER;
    entry.batch = batch;
  }

  void delivered(String event, long batch, int attempt) {
    Entry entry = entry(event);
    assertThat(entry.phase).as(event).isIn(Phase.OPEN, Phase.DONE_IN_ANSWER);
    if (leased && entry.phase == Phase.OPEN) {
      assertThat(attempt).as(event).isEqualTo(entry.attempt);
    }
    entry.phase = Phase.HELD;
    entry.batch = batch;
  }

  void answered(long batch, long expiryMillis) {
    for (Entry entry : entries.values()) {
      if (entry.batch == batch && entry.phase == Phase.HELD) {
        entry.phase = leased ? Phase.LEASED : Phase.DONE;
        entry.expiryMillis = expiryMillis;
      } else if (entry.batch == batch && entry.phase == Phase.DONE_IN_ANSWER) {
        entry.phase = Phase.DONE;
      }
    }
  }

  void failed(long batch) {
    for (Entry entry : entries.values()) {
      if (entry.batch == batch && entry.phase == Phase.HELD) {
        entry.phase = Phase.OPEN;
        if (leased) {
          entry.proofs.removeLast();
        }
      }
    }
  }

  /** Whether it was given that delivery, or an event loop before may have given it. */
  boolean mayBeOf(StatusSignal signal, String event, boolean mayHaveBeenLeasedBefore) {
    Entry entry = entry(event);
    return entry.phase == Phase.DONE
        || entry.proofs.contains(signal.delivery().digest())
        || (entry.phase == Phase.OPEN && mayHaveBeenLeasedBefore);
  }

  void expire(long nowMillis, int attemptsMax) {
    for (Entry entry : entries.values()) {
      if (entry.phase == Phase.LEASED && entry.expiryMillis <= nowMillis) {
        if (entry.attempt < attemptsMax) {
          entry.attempt++;
          entry.phase = Phase.OPEN;
        } else {
          entry.attempt = attemptsMax + 1;
          entry.phase = Phase.REQUEUING;
        }
      }
    }
  }

  void status(StatusSignal signal, String event, long expiryMillis, int attemptsMax) {
    int attempt = signal.delivery().attempt();
    Entry entry = entry(event);
    boolean over = entry.phase == Phase.DONE;
    boolean older = attempt < entry.attempt;
    if (over) {
      return;
    }
    switch (signal.kind()) {
      case COMPLETED -> entry.phase = Phase.DONE;
      case ERROR -> entry.phase = older ? entry.phase : Phase.DONE;
      case TRANSIENT -> {
        if (!older) {
          entry.phase = Phase.REQUEUING;
          entry.attempt = Math.min(attempt, attemptsMax) + 1;
        }
      }
      case HEARTBEAT -> {
        if (entry.phase == Phase.LEASED && !older) {
          entry.expiryMillis = expiryMillis;
        }
      }
      case OTHER -> {}
    }
  }

  void store() {
    stored = new HashMap<>();
    entries.forEach((event, entry) -> stored.put(event, entry.copy()));
  }

  /** What was in an answer, or waited to be re-submitted, is open again. */
  private static void reopen(Entry entry, int attemptsMax) {
    if (entry.phase == Phase.HELD && entry.attempt == 1) {
      entry.proofs.clear();
    }
    boolean retried = entry.phase == Phase.REQUEUING && entry.attempt <= attemptsMax;
    entry.phase = entry.phase == Phase.HELD || retried ? Phase.OPEN : entry.phase;
  }

  /** A partition was stored and given up. */
  void movedAway(ModelLog log, int attemptsMax) {
    entries.forEach(
        (event, entry) -> {
          if (event.startsWith(log.id + ":")) {
            entry.batch = 0;
            reopen(entry, attemptsMax);
          }
        });
  }

  /** Back to what was stored. */
  void crash(int attemptsMax) {
    entries = new TreeMap<>();
    stored.forEach(
        (event, entry) -> {
          Entry back = entry.copy();
          reopen(back, attemptsMax);
          entries.put(event, back);
        });
  }
}
