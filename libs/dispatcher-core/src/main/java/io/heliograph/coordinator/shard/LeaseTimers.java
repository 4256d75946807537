package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.AckWindow;
import io.heliograph.coordinator.cursor.OpenItem;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryLoader;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * What time does: leases end, lanes of the error queue become due, events whose attempts are spent
 * leave. Runs on its event loop.
 */
final class LeaseTimers {

  /** Departed events wait in memory for the next store: no more of them at a time than this. */
  private static final long DISPOSED_BYTES_MAX = 8L << 20;

  private record Requeued(PartitionCursor cursor, OpenItem item, String reason) {}

  private record Disposed(OwnedPartition partition, Disposition event) {}

  private final ShardSettings settings;
  private final CursorTable table;
  private final HistoryLoader history;
  private final ReplayPreparer replays;
  private final List<Requeued> requeued = new ArrayList<>();
  private long disposedBytes;
  private List<Disposed> dispositions = new ArrayList<>();
  private BooleanSupplier held = () -> false;

  LeaseTimers(
      ShardSettings settings, CursorTable table, HistoryLoader history, ReplayPreparer replays) {
    this.settings = settings;
    this.table = table;
    this.history = history;
    this.replays = replays;
  }

  /** While that is so, plugins get nothing, and what they lose is not their fault. */
  void holding(BooleanSupplier told) {
    held = told;
  }

  /** Takes up the leases of a cursor that came from stored state. */
  void restore(PartitionCursor cursor) {
    for (OpenItem item : List.copyOf(cursor.window().open())) {
      if (item.attempt() > settings.attemptsMax()) {
        requeue(cursor, item, item.attempt(), Disposition.LEASE_LOST);
      }
    }
    table.schedule(cursor);
  }

  void run(long nowMillis) {
    PartitionCursor due = table.timers().nextDue(nowMillis);
    while (due != null) {
      expire(due, nowMillis);
      due = table.timers().nextDue(nowMillis);
    }
    if (!requeued.isEmpty()) {
      requeued.removeIf(this::dispose);
    }
  }

  private void expire(PartitionCursor cursor, long nowMillis) {
    AckWindow window = cursor.window();
    OpenItem item = window.firstLeased();
    while (item != null && item.expiryMillis() <= nowMillis) {
      lost(cursor, item);
      item = window.firstLeased();
    }
    if (cursor.dueMillis() <= nowMillis) {
      cursor.waitUntil(0);
    }
    table.wake(cursor);
    table.schedule(cursor);
  }

  /** A lease ended without a status: once more, if an attempt is left (part 1 row 6). */
  private void lost(PartitionCursor cursor, OpenItem item) {
    AckWindow window = cursor.window();
    if (!isLeased(cursor) || held.getAsBoolean()) {
      window.makeReady(item, item.attempt());
    } else if (item.attempt() < settings.attemptsMax()) {
      window.makeReady(item, item.attempt() + 1);
    } else {
      requeue(cursor, item, item.attempt() + 1, Disposition.LEASE_LOST);
    }
    table.touch(cursor);
  }

  private boolean isLeased(PartitionCursor cursor) {
    OwnedSubscription owned = table.subscription(cursor.key().pluginKey());
    return owned != null && owned.subscription.spec().leases();
  }

  /**
   * An attempt is over without success: as soon as the record is at hand the event is re-submitted
   * for its next attempt, or given up when there is none.
   */
  void requeue(PartitionCursor cursor, OpenItem item, int nextAttempt, String reason) {
    cursor.window().requeue(item, Math.min(nextAttempt, settings.attemptsMax() + 1));
    requeued.add(new Requeued(cursor, item, reason));
  }

  /** No plugin has to work on it: it leaves once what was made of its like can be published. */
  void replay(PartitionCursor cursor, OpenItem item) {
    cursor.window().requeue(item, item.attempt());
    requeued.add(new Requeued(cursor, item, ReplayPreparer.CACHED));
  }

  private boolean dispose(Requeued event) {
    PartitionCursor cursor = event.cursor;
    OpenItem item = event.item;
    AckWindow window = cursor.window();
    OwnedSubscription owned = table.subscription(cursor.key().pluginKey());
    if (owned == null || window.at(item.start()) != item || cursor.gone()) {
      return true;
    }
    if (disposedBytes >= DISPOSED_BYTES_MAX) {
      return false;
    }
    Chunk chunk = cursor.partition().log.chunkAt(item.start());
    if (chunk == null) {
      history.load(cursor.partition().id, item.start(), reader(owned.subscription));
      return false;
    }
    history.looked(cursor.partition().id, reader(owned.subscription));
    int index = chunk.indexFrom(item.start());
    if (index < chunk.size() && chunk.record(index).offset() == item.start()) {
      if (event.reason.equals(ReplayPreparer.CACHED)) {
        switch (replays.prepare(owned.subscription.spec(), chunk.record(index))) {
          case UNDER_WAY -> {
            return false;
          }
          case FAILED -> {
            window.keep(item);
            table.wake(cursor);
            return true;
          }
          case DONE -> {}
        }
      }
      dispositions.add(
          new Disposed(
              cursor.partition(), disposition(owned.subscription, event, chunk.record(index))));
      disposedBytes += chunk.record(index).bytes();
    }
    window.done(item);
    table.touch(cursor);
    return true;
  }

  private static HistoryReader reader(Subscription subscription) {
    return new HistoryReader(subscription.spec().name(), subscription.pluginKey())
        .forDispositions();
  }

  private Disposition disposition(Subscription subscription, Requeued event, LogRecord record) {
    PartitionId id = event.cursor.partition().id;
    int next = event.item.attempt();
    if (event.reason.equals(ReplayPreparer.CACHED)) {
      return new Disposition.Replay(subscription, id, record, next, event.reason);
    }
    return next > settings.attemptsMax()
        ? new Disposition.DeadLetter(subscription, id, record, settings.attemptsMax(), event.reason)
        : new Disposition.Retry(subscription, id, record, next, event.reason);
  }

  /** Drops what leaves from cursors that are no longer in use. */
  void forgetGone() {
    requeued.removeIf(event -> event.cursor.gone());
  }

  /** Gives out what has left since the last call, but for what is of a former epoch or taking. */
  void takeDispositions(BiConsumer<OwnedPartition, Disposition> out) {
    List<Disposed> taken = dispositions;
    dispositions = new ArrayList<>();
    disposedBytes = 0;
    for (Disposed one : taken) {
      if (table.partition(one.event.partition()) == one.partition
          && table.subscription(one.event.subscription()) != null) {
        out.accept(one.partition, one.event);
      }
    }
  }
}
