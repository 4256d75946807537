package io.heliograph.coordinator.cursor;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a partition that a subscription has been given or must be given, and has not done
 * with: one offset for a leased event, a range for a passive batch or for offsets to be scanned
 * again. Runs on its event loop; changed by {@link AckWindow} only.
 */
public final class OpenItem {
  /** Where an item is on its way. */
  public enum State {
    /** In the answer of a fetch that is not yet written. */
    HELD,
    /** Handed out; open until a status, a confirmation or the expiry. */
    LEASED,
    /** To be handed out (again). */
    READY,
    /** Its attempt failed: it is re-submitted or given up as soon as its record is at hand. */
    REQUEUING
  }

  final long start;
  final long end;
  int attempt;
  long expiryMillis;
  long batch;
  State state;

  /** Of the proofs of each delivery that was handed out, the earliest first. */
  List<UUID> digests = List.of();

  /** The neighbours in the {@link LeaseQueue} of the window, while it is in it. */
  @Nullable OpenItem leasedBefore;

  @Nullable OpenItem leasedAfter;
  boolean listed;

  OpenItem(long start, long end, int attempt, State state) {
    this.start = start;
    this.end = end;
    this.attempt = attempt;
    this.state = state;
  }

  /** The first offset. */
  public long start() {
    return start;
  }

  /** The offset after the last. */
  public long end() {
    return end;
  }

  /** The number of the delivery that this item is or will be, from 1. */
  public int attempt() {
    return attempt;
  }

  /** When the lease ends, milliseconds since 1970; 0 when there is none. */
  public long expiryMillis() {
    return expiryMillis;
  }

  /** Digests of the proofs of its deliveries, the earliest first; empty where there are none. */
  public List<UUID> digests() {
    return digests;
  }

  public State state() {
    return state;
  }
}
