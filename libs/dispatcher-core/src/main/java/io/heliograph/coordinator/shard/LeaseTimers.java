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
 * leave. Lives on the owner's thread.
 */
final class LeaseTimers {

  /** Departed events wait in memory for the next store: no more of them at a time than this. */
  private static final long DEPARTED_BYTES_MAX = 8L << 20;

  private record Leaving(PartitionCursor place, OpenItem item, String reason) {}

  private record Departed(OwnedPartition partition, Disposition event) {}

  private final ShardSettings settings;
  private final CursorTable table;
  private final HistoryLoader catchUp;
  private final ReplayPreparer replays;
  private final List<Leaving> leaving = new ArrayList<>();
  private long departedBytes;
  private List<Departed> departures = new ArrayList<>();
  private BooleanSupplier held = () -> false;

  LeaseTimers(
      ShardSettings settings, CursorTable table, HistoryLoader catchUp, ReplayPreparer replays) {
    this.settings = settings;
    this.table = table;
    this.catchUp = catchUp;
    this.replays = replays;
  }

  /** While that is so, plugins get nothing, and what they lose is not their fault. */
  void holding(BooleanSupplier told) {
    held = told;
  }

  /** Takes up the leases of a cursor that came from stored state. */
  void restore(PartitionCursor place) {
    for (OpenItem item : List.copyOf(place.cursor().window().open())) {
      if (item.attempt() > settings.attemptsMax()) {
        leave(place, item, item.attempt(), Disposition.LEASE_LOST);
      }
    }
    table.schedule(place);
  }

  void run(long nowMillis) {
    PartitionCursor due = table.timers().nextDue(nowMillis);
    while (due != null) {
      expire(due, nowMillis);
      due = table.timers().nextDue(nowMillis);
    }
    if (!leaving.isEmpty()) {
      leaving.removeIf(this::depart);
    }
  }

  private void expire(PartitionCursor place, long nowMillis) {
    AckWindow window = place.cursor().window();
    OpenItem item = window.firstLeased();
    while (item != null && item.expiryMillis() <= nowMillis) {
      lost(place, item);
      item = window.firstLeased();
    }
    if (place.cursor().dueMillis() <= nowMillis) {
      place.cursor().waitUntil(0);
    }
    table.wake(place);
    table.schedule(place);
  }

  /** A lease ended without a status: once more, if an attempt is left (part 1 row 6). */
  private void lost(PartitionCursor place, OpenItem item) {
    AckWindow window = place.cursor().window();
    if (!isLeased(place) || held.getAsBoolean()) {
      window.makeReady(item, item.attempt());
    } else if (item.attempt() < settings.attemptsMax()) {
      window.makeReady(item, item.attempt() + 1);
    } else {
      leave(place, item, item.attempt() + 1, Disposition.LEASE_LOST);
    }
    table.touch(place);
  }

  private boolean isLeased(PartitionCursor place) {
    OwnedSubscription owned = table.subscription(place.cursor().key().pluginKey());
    return owned != null && owned.subscription.spec().leases();
  }

  /**
   * An attempt is over without success: as soon as the record is at hand the event is re-submitted
   * for its next attempt, or given up when there is none.
   */
  void leave(PartitionCursor place, OpenItem item, int nextAttempt, String reason) {
    place.cursor().window().leave(item, Math.min(nextAttempt, settings.attemptsMax() + 1));
    leaving.add(new Leaving(place, item, reason));
  }

  /** Nobody has to work on it: it leaves once what was made of its like can be published. */
  void replay(PartitionCursor place, OpenItem item) {
    place.cursor().window().leave(item, item.attempt());
    leaving.add(new Leaving(place, item, ReplayPreparer.CACHED));
  }

  private boolean depart(Leaving event) {
    PartitionCursor place = event.place;
    OpenItem item = event.item;
    AckWindow window = place.cursor().window();
    OwnedSubscription owned = table.subscription(place.cursor().key().pluginKey());
    if (owned == null || window.at(item.start()) != item || place.gone()) {
      return true;
    }
    if (departedBytes >= DEPARTED_BYTES_MAX) {
      return false;
    }
    Chunk chunk = place.partition().log.chunkAt(item.start());
    if (chunk == null) {
      catchUp.load(place.partition().id, item.start(), reader(owned.subscription));
      return false;
    }
    catchUp.looked(place.partition().id, reader(owned.subscription));
    int index = chunk.indexFrom(item.start());
    if (index < chunk.size() && chunk.record(index).offset() == item.start()) {
      if (event.reason.equals(ReplayPreparer.CACHED)) {
        switch (replays.prepare(owned.subscription.spec(), chunk.record(index))) {
          case UNDER_WAY -> {
            return false;
          }
          case FAILED -> {
            window.stay(item);
            table.wake(place);
            return true;
          }
          case DONE -> {}
        }
      }
      departures.add(
          new Departed(
              place.partition(), departure(owned.subscription, event, chunk.record(index))));
      departedBytes += chunk.record(index).bytes();
    }
    window.done(item);
    table.touch(place);
    return true;
  }

  private static HistoryReader reader(Subscription subscription) {
    return new HistoryReader(subscription.spec().name(), subscription.pluginKey()).forDepartures();
  }

  private Disposition departure(Subscription subscription, Leaving event, LogRecord record) {
    PartitionId id = event.place.partition().id;
    int next = event.item.attempt();
    if (event.reason.equals(ReplayPreparer.CACHED)) {
      return new Disposition.Replayed(subscription, id, record, next, event.reason);
    }
    return next > settings.attemptsMax()
        ? new Disposition.GivenUp(subscription, id, record, settings.attemptsMax(), event.reason)
        : new Disposition.Retried(subscription, id, record, next, event.reason);
  }

  /** Drops what leaves from cursors that are nobody's any more. */
  void forgetGone() {
    leaving.removeIf(event -> event.place.gone());
  }

  /** Gives out what has left since the last call, but for what is of a former epoch or taking. */
  void takeDepartures(BiConsumer<OwnedPartition, Disposition> out) {
    List<Departed> taken = departures;
    departures = new ArrayList<>();
    departedBytes = 0;
    for (Departed one : taken) {
      if (table.partition(one.event.partition()) == one.partition
          && table.subscription(one.event.subscription()) != null) {
        out.accept(one.partition, one.event);
      }
    }
  }
}
