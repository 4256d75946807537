package io.heliograph.coordinator.cursor;

import org.jspecify.annotations.Nullable;

/**
 * The leased items of one window by expiry, the earliest first, linked through the items
 * themselves: to add and to remove takes O(1), since leases of one length end in the order in which
 * they began. A clock that was set back makes it look further for the place. An item is in it
 * exactly while it is leased and open, so nothing that is done stays referenced. Runs on its event
 * loop.
 */
final class LeaseQueue {
  private @Nullable OpenItem first;
  private @Nullable OpenItem last;
  private int size;

  int size() {
    return size;
  }

  /** The item whose lease ends first, or null. */
  @Nullable OpenItem first() {
    return first;
  }

  void add(OpenItem item) {
    OpenItem before = last;
    while (before != null && before.expiryMillis > item.expiryMillis) {
      before = before.leasedBefore;
    }
    OpenItem after = before == null ? first : before.leasedAfter;
    item.leasedBefore = before;
    item.leasedAfter = after;
    if (before == null) {
      first = item;
    } else {
      before.leasedAfter = item;
    }
    if (after == null) {
      last = item;
    } else {
      after.leasedBefore = item;
    }
    item.listed = true;
    size++;
  }

  /** Nothing happens when it is not in the list. */
  void remove(OpenItem item) {
    if (!item.listed) {
      return;
    }
    OpenItem before = item.leasedBefore;
    OpenItem after = item.leasedAfter;
    if (before == null) {
      first = after;
    } else {
      before.leasedAfter = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.leasedBefore = before;
    }
    item.leasedBefore = null;
    item.leasedAfter = null;
    item.listed = false;
    size--;
  }
}
