package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.OpenItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What answers under way hold in one event loop's partitions. Runs on its event loop. */
final class Batches {
  private record Held(PartitionCursor cursor, OpenItem item, boolean leased) {}

  private final ShardSettings settings;
  private final CursorTable table;
  private final Map<Long, List<Held>> held = new HashMap<>();

  /** Since when batches are on their way, the oldest first. */
  private final Map<Long, Long> heldSince = new LinkedHashMap<>();

  /** When the batches that wait for a confirmation end, the oldest first. */
  private final Map<Long, Long> unconfirmed = new LinkedHashMap<>();

  /** Confirmed while the answer counts as being written. */
  private final Set<Long> early = new HashSet<>();

  Batches(ShardSettings settings, CursorTable table) {
    this.settings = settings;
    this.table = table;
  }

  void hold(
      long batch, PartitionCursor cursor, List<OpenItem> items, boolean leased, long nowMillis) {
    if (!items.isEmpty()) {
      heldSince.putIfAbsent(batch, nowMillis);
      List<Held> ofBatch = held.computeIfAbsent(batch, key -> new ArrayList<>());
      for (OpenItem item : items) {
        ofBatch.add(new Held(cursor, item, leased));
      }
    }
  }

  void answered(long batch, long nowMillis, boolean untilConfirmed) {
    boolean confirmed = early.contains(batch);
    if (untilConfirmed && confirmed) {
      answered(batch, nowMillis, false);
      return;
    }
    List<Held> ofBatch = untilConfirmed ? held.getOrDefault(batch, List.of()) : take(batch);
    if (untilConfirmed && !ofBatch.isEmpty()) {
      heldSince.remove(batch);
      unconfirmed.put(batch, nowMillis + settings.leaseMillis());
    }
    for (Held one : ofBatch) {
      AckWindow window = one.cursor.window();
      if (one.leased || untilConfirmed) {
        window.lease(one.item, nowMillis + settings.leaseMillis());
      } else {
        window.done(one.item);
      }
      table.touch(one.cursor);
    }
  }

  /**
   * Only what waits for it is confirmed. A confirmation may overtake the news that the answer was
   * written: then it counts when that comes.
   */
  void confirm(long batch) {
    if (!unconfirmed.containsKey(batch)) {
      if (held.containsKey(batch)) {
        early.add(batch);
      }
      return;
    }
    for (Held one : take(batch)) {
      one.cursor.window().done(one.item);
      table.touch(one.cursor);
    }
  }

  void failed(long batch) {
    for (Held one : take(batch)) {
      one.cursor.window().makeReady(one.item, one.item.attempt());
      table.touch(one.cursor);
      table.wake(one.cursor);
    }
  }

  /** Forgets batches that were not confirmed in time: their events are handed out again. */
  void run(long nowMillis) {
    giveBack(nowMillis - settings.heldMillisMax());
    Iterator<Map.Entry<Long, Long>> oldest = unconfirmed.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Long> batch = oldest.next();
      if (batch.getValue() > nowMillis) {
        return;
      }
      oldest.remove();
      held.remove(batch.getKey());
    }
  }

  /** Those batches were never settled: their events are ready again. */
  private void giveBack(long heldBeforeMillis) {
    while (!heldSince.isEmpty()) {
      Map.Entry<Long, Long> oldest = heldSince.entrySet().iterator().next();
      if (oldest.getValue() > heldBeforeMillis) {
        return;
      }
      failed(oldest.getKey());
    }
  }

  /** Drops what is held in cursors that are no longer in use. */
  void forgetGone() {
    held.values()
        .removeIf(
            ofBatch -> {
              ofBatch.removeIf(one -> one.cursor.gone());
              return ofBatch.isEmpty();
            });
    unconfirmed.keySet().retainAll(held.keySet());
    early.retainAll(held.keySet());
    heldSince.keySet().retainAll(held.keySet());
  }

  /** How many stretches answers under way and unconfirmed ones hold. */
  long heldCount() {
    long count = 0;
    for (List<Held> ofBatch : held.values()) {
      count += ofBatch.size();
    }
    return count;
  }

  private List<Held> take(long batch) {
    unconfirmed.remove(batch);
    early.remove(batch);
    heldSince.remove(batch);
    List<Held> ofBatch = held.remove(batch);
    return ofBatch == null ? List.of() : ofBatch;
  }
}
