package io.heliograph.coordinator.cursor;

import io.heliograph.coordinator.cursor.OpenItem.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of a partition a cursor is done with. Below the frontier everything is done; from there to
 * {@code scanned} everything is done but the open items; above, nothing was looked at. Its size is
 * bounded by the number of open items, not by the span, so one slow lease holds no other back. The
 * frontier never passes an open item (D4) and never goes back. Runs on its event loop.
 */
public final class AckWindow {
  private final TreeMap<Long, OpenItem> open = new TreeMap<>();
  private final TreeMap<Long, OpenItem> ready = new TreeMap<>();
  private final LeaseQueue leases = new LeaseQueue();
  private long scanned;

  public AckWindow(long scanned) {
    this.scanned = scanned;
  }

  /** The position up to which records were looked at. */
  public long scanned() {
    return scanned;
  }

  /** Everything below is done. */
  public long frontier() {
    return open.isEmpty() ? scanned : open.firstKey();
  }

  /** How many items are open. */
  public int openCount() {
    return open.size();
  }

  /** How many of the open items are handed out or requeued, so not free to be handed out. */
  public int handedOutCount() {
    return open.size() - ready.size();
  }

  /** How many of the open items are leased. */
  public int leasedCount() {
    return leases.size();
  }

  /** The item whose lease ends first, or null when nothing is leased. */
  public @Nullable OpenItem firstLeased() {
    return leases.first();
  }

  /** The open items by their first offset. */
  public Collection<OpenItem> open() {
    return Collections.unmodifiableCollection(open.values());
  }

  /** The lowest item that waits to be handed out, or null. */
  public @Nullable OpenItem firstReady() {
    Map.Entry<Long, OpenItem> first = ready.firstEntry();
    return first == null ? null : first.getValue();
  }

  /** Records up to there were looked at; what of them is open was or will be {@link #hold held}. */
  public void scannedTo(long position) {
    scanned = Math.max(scanned, position);
  }

  /** Opens a stretch for the answer of a fetch. */
  public OpenItem hold(long start, long end, int attempt, long batch) {
    OpenItem item = new OpenItem(start, end, attempt, State.HELD);
    item.batch = batch;
    open.put(start, item);
    return item;
  }

  /**
   * Opens one offset for the answer of a fetch that leases it.
   *
   * @param digests of the proofs of its deliveries, this one the last
   */
  public OpenItem hold(long offset, int attempt, long batch, List<UUID> digests) {
    OpenItem item = hold(offset, offset + 1, attempt, batch);
    item.digests = digests;
    return item;
  }

  /** The answer was written: the lease runs from now. */
  public void lease(OpenItem item, long expiryMillis) {
    if (open.get(item.start) == item && item.state == State.HELD) {
      item.state = State.LEASED;
      item.expiryMillis = expiryMillis;
      leases.add(item);
    }
  }

  /** A sign of life: the lease runs to then. */
  public void extend(OpenItem item, long expiryMillis) {
    if (open.get(item.start) == item && item.state == State.LEASED) {
      leases.remove(item);
      item.expiryMillis = expiryMillis;
      leases.add(item);
    }
  }

  /** The stretch is to be handed out (again) as the given attempt. */
  public void makeReady(OpenItem item, int attempt) {
    if (open.get(item.start) == item && item.state != State.REQUEUING) {
      leases.remove(item);
      if (item.state == State.HELD && !item.digests.isEmpty()) {
        // No client received this delivery completely.
        item.digests = List.copyOf(item.digests.subList(0, item.digests.size() - 1));
      }
      item.state = State.READY;
      item.attempt = attempt;
      item.expiryMillis = 0;
      item.batch = 0;
      ready.put(item.start, item);
    }
  }

  /** The item is not handed out here any more; it stays open until what follows is written. */
  public void requeue(OpenItem item, int attempt) {
    if (open.get(item.start) == item) {
      ready.remove(item.start);
      leases.remove(item);
      item.state = State.REQUEUING;
      item.attempt = attempt;
      item.expiryMillis = 0;
    }
  }

  /** What was to leave stays: it is to be handed out after all. */
  public void keep(OpenItem item) {
    if (open.get(item.start) == item && item.state == State.REQUEUING) {
      item.state = State.READY;
      ready.put(item.start, item);
    }
  }

  /** The stretch is done with. */
  public void done(OpenItem item) {
    if (open.remove(item.start, item)) {
      ready.remove(item.start);
      leases.remove(item);
    }
  }

  /** Takes a ready stretch out of the window, to be scanned again from its start. */
  public void takeOut(OpenItem item) {
    done(item);
  }

  /** Puts the rest of a stretch back that was not scanned again to its end. */
  public void putBack(long start, long end, int attempt) {
    putBack(start, end, attempt, List.of());
  }

  /**
   * The same with what it has of earlier deliveries.
   *
   * @param digests empty unless it is one offset
   */
  public void putBack(long start, long end, int attempt, List<UUID> digests) {
    if (start < end) {
      OpenItem rest = new OpenItem(start, end, attempt, State.READY);
      rest.digests = digests;
      open.put(start, rest);
      ready.put(start, rest);
    }
  }

  /** The open item that covers the offset, or null. */
  public @Nullable OpenItem at(long offset) {
    Map.Entry<Long, OpenItem> floor = open.floorEntry(offset);
    return floor != null && offset < floor.getValue().end ? floor.getValue() : null;
  }

  /**
   * One offset is done, whether it is leased, waits in a stretch to be scanned again, or has not
   * been looked at since a crash (then what lies between is scanned later).
   */
  public void doneAt(long offset) {
    if (offset >= scanned) {
      putBack(scanned, offset, 1);
      scanned = offset + 1;
      return;
    }
    OpenItem item = at(offset);
    if (item == null) {
      return;
    }
    done(item);
    if (item.end - item.start > 1) {
      putBack(item.start, offset, item.attempt);
      putBack(offset + 1, item.end, item.attempt);
    }
  }

  /**
   * The open item of exactly that offset, cut out of what covers it; where nothing was looked at
   * yet, what lies between is scanned later. The offset must not be done.
   */
  public OpenItem isolate(long offset) {
    OpenItem covering = at(offset);
    if (covering != null && covering.end - covering.start == 1) {
      return covering;
    }
    doneAt(offset);
    OpenItem single =
        new OpenItem(offset, offset + 1, covering == null ? 1 : covering.attempt, State.READY);
    open.put(offset, single);
    ready.put(offset, single);
    return single;
  }

  /**
   * The runs above the frontier that are done, as pairs of first offset and offset after the last.
   */
  public long[] doneRuns() {
    List<long[]> runs = new ArrayList<>();
    long position = frontier();
    for (OpenItem item : open.values()) {
      if (item.start > position) {
        runs.add(new long[] {position, item.start});
      }
      position = item.end;
    }
    if (scanned > position) {
      runs.add(new long[] {position, scanned});
    }
    long[] flat = new long[runs.size() * 2];
    for (int i = 0; i < runs.size(); i++) {
      flat[2 * i] = runs.get(i)[0];
      flat[2 * i + 1] = runs.get(i)[1];
    }
    return flat;
  }

  /** Restores a stored lease; an expiry of 0 means that the event waits to be handed out again. */
  void restoreLease(CursorState.StoredLease lease) {
    long offset = lease.offset();
    OpenItem item = new OpenItem(offset, offset + 1, lease.attempt(), State.LEASED);
    item.expiryMillis = lease.expiryMillis();
    item.digests = lease.digests();
    open.put(offset, item);
    if (lease.expiryMillis() == 0) {
      makeReady(item, lease.attempt());
    } else {
      leases.add(item);
    }
  }
}
