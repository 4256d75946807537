package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.AckWindow;
import io.heliograph.dispatcher.cursor.OpenItem;
import io.heliograph.dispatcher.cursor.OpenItem.State;
import io.heliograph.dispatcher.log.Chunk;
import io.heliograph.dispatcher.log.LogRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What time does: leases end, lanes of the error queue become due, events whose attempts are spent
 * are given up. Lives on the owner's thread.
 */
final class Expiry {
  private record Wake(long millis, Place place) {}

  private record Spent(Place place, OpenItem item) {}

  private final CoreSettings settings;
  private final CursorTable table;
  private final CatchUp catchUp;
  private final Leases leases = new Leases();
  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>(Comparator.comparingLong(Wake::millis));
  private final List<Spent> spent = new ArrayList<>();
  private List<GivenUp> givenUp = new ArrayList<>();

  Expiry(CoreSettings settings, CursorTable table, CatchUp catchUp) {
    this.settings = settings;
    this.table = table;
    this.catchUp = catchUp;
  }

  /** Takes up the leases of a cursor that came from stored state. */
  void restore(Place place) {
    for (OpenItem item : List.copyOf(place.cursor().window().open())) {
      if (item.attempt() > settings.attemptsMax()) {
        spend(place, item);
      } else if (item.state() == State.LEASED) {
        leases.add(place, item);
      }
    }
  }

  void leased(Place place, OpenItem item) {
    leases.add(place, item);
  }

  void wakeAt(long millis, Place place) {
    wakes.add(new Wake(millis, place));
  }

  void run(long nowMillis) {
    Leases.Lease ended = leases.nextEnded(nowMillis);
    while (ended != null) {
      lost(ended.place(), ended.item());
      ended = leases.nextEnded(nowMillis);
    }
    while (!wakes.isEmpty() && wakes.peek().millis() <= nowMillis) {
      table.wake(wakes.remove().place().partition());
    }
    if (!spent.isEmpty()) {
      spent.removeIf(this::giveUp);
    }
  }

  /** A lease ended without a status: once more, if an attempt is left (part 1 row 6). */
  private void lost(Place place, OpenItem item) {
    AckWindow window = place.cursor().window();
    if (!isLeased(place)) {
      window.makeReady(item, item.attempt());
    } else if (item.attempt() < settings.attemptsMax()) {
      window.makeReady(item, item.attempt() + 1);
    } else {
      spend(place, item);
    }
    table.touch(place);
    table.wake(place.partition());
  }

  private boolean isLeased(Place place) {
    OwnedSubscription owned = table.subscription(place.cursor().key().pluginKey());
    return owned != null && owned.subscription.spec().leases();
  }

  private void spend(Place place, OpenItem item) {
    place.cursor().window().spend(item, settings.attemptsMax() + 1);
    spent.add(new Spent(place, item));
  }

  private boolean giveUp(Spent event) {
    Place place = event.place;
    OpenItem item = event.item;
    AckWindow window = place.cursor().window();
    OwnedSubscription owned = table.subscription(place.cursor().key().pluginKey());
    if (owned == null || window.at(item.start()) != item || !table.isCurrent(place)) {
      return true;
    }
    Chunk chunk = place.partition().log.chunkAt(item.start());
    if (chunk == null) {
      catchUp.load(place.partition().id, item.start());
      return false;
    }
    int index = chunk.indexFrom(item.start());
    if (index < chunk.size() && chunk.record(index).offset() == item.start()) {
      LogRecord record = chunk.record(index);
      givenUp.add(
          new GivenUp(owned.subscription, place.partition().id, record, settings.attemptsMax()));
    }
    window.done(item);
    table.touch(place);
    return true;
  }

  List<GivenUp> takeGivenUp() {
    List<GivenUp> taken = givenUp;
    givenUp = new ArrayList<>();
    for (Iterator<GivenUp> all = taken.iterator(); all.hasNext(); ) {
      if (table.partition(all.next().partition()) == null) {
        all.remove();
      }
    }
    return taken;
  }
}
