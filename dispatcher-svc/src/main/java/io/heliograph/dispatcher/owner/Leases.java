package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.OpenItem;
import io.heliograph.dispatcher.cursor.OpenItem.State;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The expiries of one owner's leases, earliest first. An entry whose item was done, released or
 * extended since is passed over when its time comes. Lives on the owner's thread.
 */
final class Leases {
  /** A lease and where it is. */
  record Lease(long expiryMillis, Place place, OpenItem item) {
    boolean stands() {
      return item.state() == State.LEASED
          && item.expiryMillis() == expiryMillis
          && place.cursor().window().at(item.start()) == item;
    }
  }

  private final PriorityQueue<Lease> byExpiry =
      new PriorityQueue<>(Comparator.comparingLong(Lease::expiryMillis));

  void add(Place place, OpenItem item) {
    byExpiry.add(new Lease(item.expiryMillis(), place, item));
  }

  /** The next lease that ended by then, or null. */
  @Nullable Lease nextEnded(long nowMillis) {
    while (!byExpiry.isEmpty() && byExpiry.peek().expiryMillis() <= nowMillis) {
      Lease lease = byExpiry.remove();
      if (lease.stands()) {
        return lease;
      }
    }
    return null;
  }
}
