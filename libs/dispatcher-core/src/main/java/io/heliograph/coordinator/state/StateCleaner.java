package io.heliograph.coordinator.state;

import io.heliograph.coordinator.codec.MalformedRecordException;
import io.heliograph.coordinator.cursor.CursorCodec;
import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.pause.Hold;
import io.heliograph.coordinator.pause.HoldCodec;
import io.heliograph.coordinator.pause.PauseCodec;
import io.heliograph.coordinator.subscription.Subscription;
import io.heliograph.coordinator.subscription.SubscriptionCodec;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of {@code hub.cursors} what is no longer needed: plugins that were paused,
 * subscriptions that were not fetched for long, cursors without a subscription, notes of processes
 * that are gone. Each time in one transaction. Thread-safe.
 */
public final class StateCleaner {
  private static final System.Logger LOG = System.getLogger(StateCleaner.class.getName());

  private final String writer;
  private final String topic;
  private final StateTable state;
  private final SubscriptionRegistry subscriptions;
  private final CursorStore store;

  /**
   * @param writer names this process among all that ever write the log
   */
  public StateCleaner(
      String writer,
      String topic,
      StateTable state,
      SubscriptionRegistry subscriptions,
      CursorStore store) {
    this.writer = writer;
    this.topic = topic;
    this.state = state;
    this.subscriptions = subscriptions;
    this.store = store;
  }

  /**
   * Writes the stamp of a pause, or 0 for its end; with a pause goes all that plugins had.
   * Completes when that is durable and this replica has read it.
   */
  public CompletableFuture<Void> pause(long stampMillis) {
    List<NewRecord> records = new ArrayList<>();
    if (stampMillis > 0) {
      Set<String> gone = new HashSet<>();
      for (Subscription subscription : subscriptions.known()) {
        if (subscription.spec().active()) {
          gone.add(subscription.pluginKey());
        }
      }
      records.addAll(tombstones(gone));
    }
    records.add(record(PauseCodec.KEY, PauseCodec.encode(stampMillis)));
    CompletableFuture<Void> applied = subscriptions.controls().pauseApplied(stampMillis);
    return store.write(records).thenCompose(written -> applied);
  }

  /** Writes a hold or its end. Completes when that is durable and this replica has read it. */
  public CompletableFuture<Void> hold(Hold hold) {
    CompletableFuture<Void> applied = subscriptions.controls().holdApplied(hold);
    return store
        .write(List.of(record(HoldCodec.KEY, HoldCodec.encode(hold))))
        .thenCompose(written -> applied);
  }

  /**
   * Forgets subscriptions that were neither made nor fetched since.
   *
   * @return their plugin keys, when that is durable
   */
  public CompletableFuture<Set<String>> forgetIdle(long sinceMillis) {
    Set<String> idle = new HashSet<>();
    List<NewRecord> records = new ArrayList<>();
    for (Subscription subscription : subscriptions.known()) {
      String pluginKey = subscription.pluginKey();
      long stored = storedUse(pluginKey);
      long here = subscriptions.lastUses().of(pluginKey);
      long used = Math.max(subscription.createdMillis(), Math.max(stored, here));
      if (used < sinceMillis) {
        LOG.log(Level.INFO, () -> "subscription=" + pluginKey + " deleted: idle since=" + used);
        idle.add(pluginKey);
      } else if (here > stored) {
        records.add(record(LastUses.key(pluginKey), LastUses.encode(here)));
      }
    }
    records.addAll(tombstones(idle));
    records.addAll(leftovers());
    return records.isEmpty()
        ? CompletableFuture.completedFuture(idle)
        : store.write(records).thenApply(written -> idle);
  }

  private long storedUse(String pluginKey) {
    byte[] value = state.value(LastUses.key(pluginKey)).orElse(null);
    if (value == null) {
      return 0;
    }
    try {
      return LastUses.decode(value);
    } catch (MalformedRecordException malformed) {
      LOG.log(
          Level.ERROR,
          () ->
              "malformed last use subscription=" + pluginKey + " cause=" + malformed.getMessage());
      return 0;
    }
  }

  /** Tombstones of all records of those subscriptions. */
  private List<NewRecord> tombstones(Set<String> pluginKeys) {
    List<NewRecord> records = new ArrayList<>();
    for (String pluginKey : pluginKeys) {
      records.add(record(SubscriptionCodec.key(pluginKey), null));
      if (state.value(LastUses.key(pluginKey)).isPresent()) {
        records.add(record(LastUses.key(pluginKey), null));
      }
      subscriptions.lastUses().forget(pluginKey);
    }
    for (String key : state.keys()) {
      CursorKey cursor = CursorCodec.parseKey(key).orElse(null);
      if (cursor != null && pluginKeys.contains(cursor.pluginKey())) {
        records.add(record(key, null));
      }
    }
    return records;
  }

  /** What is left of subscriptions that are gone, and notes of processes that own nothing. */
  private List<NewRecord> leftovers() {
    Set<String> known = new HashSet<>();
    subscriptions.known().forEach(subscription -> known.add(subscription.pluginKey()));
    Set<String> writers = new HashSet<>();
    writers.add(OwnerRecord.replicaKey(writer));
    for (String key : state.keys()) {
      if (OwnerRecord.isPartitionKey(key)) {
        state
            .ownerRecord(key)
            .ifPresent(owner -> writers.add(OwnerRecord.replicaKey(owner.writer())));
      }
    }
    List<NewRecord> records = new ArrayList<>();
    for (String key : state.keys()) {
      CursorKey cursor = CursorCodec.parseKey(key).orElse(null);
      boolean orphan = cursor != null && !known.contains(cursor.pluginKey());
      boolean unheard =
          SubscriptionCodec.isKey(key) && !known.contains(SubscriptionCodec.pluginKey(key));
      boolean unused = LastUses.isKey(key) && !known.contains(LastUses.pluginKey(key));
      boolean ended = OwnerRecord.isReplicaKey(key) && !writers.contains(key);
      if (orphan || unheard || unused || ended) {
        records.add(record(key, null));
      }
    }
    return records;
  }

  private NewRecord record(String key, byte @Nullable [] value) {
    return NewRecord.of(topic, 0, key, value);
  }
}
