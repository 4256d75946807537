package io.heliograph.dispatcher.store;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.kit.thread.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Which partitions are to be taken, and how far each is: every one for itself, so that one which
 * cannot be taken now delays only itself, with a wait that grows. What was assigned, and went to
 * others before it was taken, is never handed out from. Thread-safe; no thread, clock or client of
 * its own.
 */
final class TakeQueue {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

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

  private final RandomGenerator random;
  private final Semaphore changed = new Semaphore(0);
  private final Map<PartitionId, Ticket> tickets = new HashMap<>();
  private final Map<PartitionId, Long> started = new HashMap<>();

  TakeQueue(RandomGenerator random) {
    this.random = random;
  }

  /** Partitions are ours from now. */
  synchronized void assigned(Iterable<PartitionId> ids, long nowNanos) {
    for (PartitionId id : ids) {
      dropped(id);
      tickets.put(id, new Ticket(id, nowNanos));
    }
    changed.release();
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
  List<Ticket> awaitDue(long nowNanos, long waitMillis) throws InterruptedException {
    List<Ticket> due = takeDue(nowNanos);
    if (due.isEmpty() && changed.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
      changed.drainPermits();
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

  /** Does that, unless the partition is ours no more; nobody takes it away meanwhile. */
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
              ticket.dueNanos = nowNanos + BACKOFF.after(ticket.failures, random).toNanos();
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
