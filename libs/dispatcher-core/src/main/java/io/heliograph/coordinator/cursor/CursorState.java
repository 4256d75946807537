package io.heliograph.coordinator.cursor;

import io.heliograph.coordinator.cursor.OpenItem.State;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A cursor as it is stored in {@code hub.cursors}.
 *
 * @param epoch the epoch of the subscription; state of an older epoch is ignored
 * @param frontier everything below is done
 * @param leaderEpoch the leader's epoch at the frontier, or -1 when unknown
 * @param doneRuns what above the frontier is done: first offset, offset after the last, and so on
 * @param leases the open events with their attempts
 * @param statusPositions per partition of {@code azul.status}: statuses before it are in this state
 */
public record CursorState(
    long epoch,
    long frontier,
    int leaderEpoch,
    long[] doneRuns,
    List<StoredLease> leases,
    long[] statusPositions) {

  /**
   * An open event.
   *
   * @param expiryMillis when the lease ends; 0 when the event waits to be handed out again
   * @param digests of the proofs of its deliveries; none when it was handed out before there were
   *     any
   */
  public record StoredLease(long offset, int attempt, long expiryMillis, List<UUID> digests) {
    public StoredLease {
      digests = List.copyOf(digests);
    }
  }

  public CursorState {
    leases = List.copyOf(leases);
  }

  /** What is to be stored of a window. */
  public static CursorState of(
      long epoch, AckWindow window, int leaderEpoch, long[] statusPositions) {
    List<StoredLease> leases = new ArrayList<>();
    for (OpenItem item : window.open()) {
      boolean leased = item.state == State.LEASED && item.expiryMillis > 0;
      boolean single = item.end - item.start == 1;
      if (single && (leased || item.attempt > 1)) {
        leases.add(
            new StoredLease(
                item.start, item.attempt, leased ? item.expiryMillis : 0, item.digests));
      }
    }
    return new CursorState(
        epoch, window.frontier(), leaderEpoch, window.doneRuns(), leases, statusPositions);
  }

  /**
   * The window as it was, with one difference: what was in an answer when the owner went, and
   * passive batches not yet confirmed, is scanned again.
   */
  public AckWindow restore() {
    long scanned = frontier;
    if (doneRuns.length > 0) {
      scanned = Math.max(scanned, doneRuns[doneRuns.length - 1]);
    }
    for (StoredLease lease : leases) {
      scanned = Math.max(scanned, lease.offset() + 1);
    }
    AckWindow window = new AckWindow(scanned);
    long position = frontier;
    int run = 0;
    int lease = 0;
    while (position < scanned) {
      long runStart = run < doneRuns.length ? doneRuns[run] : Long.MAX_VALUE;
      long leaseStart = lease < leases.size() ? leases.get(lease).offset() : Long.MAX_VALUE;
      long next = Math.min(Math.min(runStart, leaseStart), scanned);
      window.putBack(position, next, 1);
      if (next == scanned) {
        return window;
      }
      if (leaseStart < runStart) {
        StoredLease stored = leases.get(lease++);
        window.restoreLease(stored);
        position = stored.offset() + 1;
      } else {
        position = doneRuns[run + 1];
        run += 2;
      }
    }
    return window;
  }
}
