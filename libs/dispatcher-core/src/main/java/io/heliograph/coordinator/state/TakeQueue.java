package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.runtime.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Which partitions are to be taken, and how far each is: every one for itself, so that one which
 * cannot be taken now delays only itself, with a wait that grows. What was assigned, and went to
 * others before it was taken, is never handed out from. Thread-safe; no thread, clock or client of
 * its own.
 */
final class TakeQueue {
  /** One assignment of a partition. A later one of the same partition is another. */
  static final class Ticket {
    private final PartitionId id;
    private State state = State.WAITING;
    private long dueNanos;
    private int failures;

    private Ticket(PartitionId id, long dueNanos) {
      this.id = id;
      this.dueNanos = dueNanos;
    }

    PartitionId id() {
      return id;
    }
  }

  private enum State {
    /** For its next attempt. */
    WAITING,
    /** An attempt is under way; nothing of ours is in the log yet. */
    TAKING,
    /** The log has been asked to note that it is ours. */
    CLAIMED,
    STARTED,
    /** Ours no more. */
    VOID
  }

  private final IntFunction<Duration> pauses;
  private final WakeUp changed = new WakeUp();
  private final Map<PartitionId, Ticket> tickets = new HashMap<>();
  private final Map<PartitionId, Long> started = new HashMap<>();

  /**
   * @param pauses how long to wait after so many failures in a row
   */
  TakeQueue(IntFunction<Duration> pauses) {
    this.pauses = pauses;
  }

  /** Partitions are ours from now. */
  synchronized void assigned(Iterable<PartitionId> ids, long nowNanos) {
    for (PartitionId id : ids) {
      dropped(id);
      tickets.put(id, new Ticket(id, nowNanos));
    }
    changed.wake();
  }

  /**
   * The partition is ours no more.
   *
   * @return whether something of it may be in the log, or handed out, that has to be given back
   */
  synchronized boolean dropped(PartitionId id) {
    Ticket ticket = tickets.remove(id);
    started.remove(id);
    if (ticket == null) {
      return false;
    }
    boolean ours = ticket.state == State.CLAIMED || ticket.state == State.STARTED;
    ticket.state = State.VOID;
    return ours;
  }

  /** What is due, and is being taken from now; none comes after a wait for something new. */
  List<Ticket> awaitDue(long nowNanos, Turn turn, Duration wait) throws InterruptedException {
    List<Ticket> due = takeDue(nowNanos);
    if (due.isEmpty()) {
      changed.await(turn, wait);
    }
    return due;
  }

  private synchronized List<Ticket> takeDue(long nowNanos) {
    List<Ticket> due = new ArrayList<>();
    for (Ticket ticket : tickets.values()) {
      if (ticket.state == State.WAITING && nowNanos - ticket.dueNanos >= 0) {
        ticket.state = State.TAKING;
        due.add(ticket);
      }
    }
    return due;
  }

  /** Does that, unless the partition is ours no more; it is not taken away meanwhile. */
  synchronized boolean whileOurs(Ticket ticket, BooleanSupplier step) {
    return ticket.state != State.VOID && step.getAsBoolean();
  }

  /** The log is asked to note that it is ours. */
  synchronized boolean claiming(Ticket ticket, Runnable claim) {
    return whileOurs(
        ticket,
        () -> {
          ticket.state = State.CLAIMED;
          claim.run();
          return true;
        });
  }

  /** It is taken, and can be read from there. */
  synchronized boolean started(Ticket ticket, long start, Runnable activate) {
    return whileOurs(
        ticket,
        () -> {
          ticket.state = State.STARTED;
          ticket.failures = 0;
          started.put(ticket.id, start);
          activate.run();
          return true;
        });
  }

  /** The attempt failed: another comes after a while. */
  synchronized void failed(Ticket ticket, long nowNanos, Runnable undo) {
    var unused =
        whileOurs(
            ticket,
            () -> {
              ticket.state = State.WAITING;
              ticket.failures++;
              ticket.dueNanos = nowNanos + pauses.apply(ticket.failures).toNanos();
              undo.run();
              return true;
            });
  }

  /** What was started since the last call. */
  synchronized Map<PartitionId, Long> takeStarted() {
    if (started.isEmpty()) {
      return Map.of();
    }
    Map<PartitionId, Long> taken = Map.copyOf(started);
    started.clear();
    return taken;
  }

  /** Whether everything that is ours was taken or has failed at least once. */
  synchronized boolean isTried() {
    return tickets.values().stream()
        .allMatch(ticket -> ticket.state == State.STARTED || ticket.failures > 0);
  }

  /** Partitions that are ours and could not be taken yet. */
  synchronized int waitingCount() {
    return (int) tickets.values().stream().filter(ticket -> ticket.state != State.STARTED).count();
  }
}
