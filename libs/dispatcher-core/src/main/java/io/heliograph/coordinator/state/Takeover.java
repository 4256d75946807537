package io.heliograph.coordinator.state;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.runtime.Waits;
import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.state.OffsetQuestions.Asked;
import io.heliograph.coordinator.state.TakeQueue.Ticket;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes and gives partitions (architecture section 3). Taking: fence the previous owner's producer,
 * read {@code hub.cursors} up to the end noted after that, restore the cursors, apply the statuses
 * since, claim, then hand out. That is done on a thread of its own, for all partitions together
 * whose offsets are known; the reader's thread only gives orders and never waits for longer than
 * four seconds.
 */
public final class Takeover implements PartitionOwner {
  private static final System.Logger LOG = System.getLogger(Takeover.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Less than a member of the group may go without a poll. */
  private static final Duration GIVE_BACK = Duration.ofSeconds(4);

  /** For a store that Kafka does not take at the moment. */
  private static final Duration LAST_TRY = Duration.ofSeconds(2);

  private static final long END_MILLIS = 4_000;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Parts parts;
  private final Recovery recovery;
  private final OffsetQuestions offsets;
  private final TakeQueue queue;
  private Loops.@Nullable Loop loop;

  /**
   * What a take-over works with.
   *
   * @param tailRecords how far before its end a tail begins
   * @param pauses how long a partition waits that could not be taken so many times in a row
   */
  public record Parts(
      StateLog log,
      StateTable state,
      LogEnds ends,
      CoordinatorRuntime coordinator,
      StatusLog statuses,
      CursorStore store,
      long tailRecords,
      IntFunction<Duration> pauses,
      CoordinatorClock clock,
      Waits waits) {}

  public Takeover(Parts parts) {
    this.parts = parts;
    this.queue = new TakeQueue(parts.pauses);
    this.recovery = new Recovery(parts.log, parts.state);
    this.offsets = new OffsetQuestions(parts.ends);
  }

  public void start(Loops loops) {
    loop = loops.start("take-over", this::run);
  }

  public void stop() throws InterruptedException {
    if (loop != null) {
      boolean unused = loop.stop(GIVE_BACK);
    }
  }

  /** Whether all that is ours has been taken, but for what cannot be at the moment. */
  public boolean isTried() {
    return queue.isTried();
  }

  /** Partitions that are ours and cannot be taken at the moment. */
  public int waitingCount() {
    return queue.waitingCount();
  }

  @Override
  public void rebalanced(GroupMember member) {
    parts.store.membership(member);
  }

  @Override
  public void assigned(Set<PartitionId> partitions, GroupMember member) {
    parts.store.membership(member);
    queue.assigned(partitions, parts.clock.monotonicNanos());
  }

  @Override
  public Map<PartitionId, Long> started() {
    return queue.takeStarted();
  }

  private void run(Turn turn) throws InterruptedException {
    try {
      while (turn.running()) {
        turn.beat();
        List<Ticket> due =
            queue.awaitDue(parts.clock.monotonicNanos(), turn, offsets.isAsking() ? LOOK : IDLE);
        offsets.ask(due, turn);
        List<Asked> known = offsets.known(this::failed);
        if (!known.isEmpty()) {
          takeAll(known, turn);
        }
      }
    } finally {
      // Whatever ended the work, what was being taken is taken by the next.
      offsets.forget(ticket -> failed(ticket, "its thread began again"));
    }
  }

  private void failed(Ticket ticket, String why) {
    LOG.log(Level.WARNING, () -> "partition=" + ticket.id() + " not taken cause=" + why);
    queue.failed(ticket, parts.clock.monotonicNanos(), () -> revoke(ticket.id()));
  }

  private void takeAll(List<Asked> partitions, Turn turn) throws InterruptedException {
    long begunNanos = parts.clock.monotonicNanos();
    String why = "its thread began again";
    Set<Ticket> left = new LinkedHashSet<>();
    partitions.forEach(one -> left.add(one.ticket()));
    try {
      int taken = take(partitions, left, turn);
      long millis = TimeUnit.NANOSECONDS.toMillis(parts.clock.monotonicNanos() - begunNanos);
      LOG.log(Level.INFO, () -> "partitions taken count=" + taken + " millis=" + millis);
    } catch (ExecutionException | TimeoutException failure) {
      why = failure.toString();
    } finally {
      for (Ticket ticket : left) {
        failed(ticket, why);
      }
    }
  }

  /**
   * Takes partitions; those that are taken, or are not ours any more, leave {@code left}.
   *
   * @return how many were taken
   */
  private int take(List<Asked> partitions, Set<Ticket> left, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<PartitionId> ids = new HashSet<>();
    partitions.forEach(one -> ids.add(one.ticket().id()));
    Map<Integer, Long> statusesFrom = recovery.fence(ids, turn);
    // Asked again: what the former owner handed out before it was fenced lies before this end.
    Map<PartitionId, CompletableFuture<Long>> lasts = parts.ends.ends(ids, END_MILLIS);
    Map<Asked, Long> starts = new LinkedHashMap<>();
    for (Asked one : partitions) {
      PartitionId id = one.ticket().id();
      try {
        long end = turn.await(lasts.get(id), TIMEOUT);
        long start = Math.max(one.beginning().join(), end - parts.tailRecords);
        if (assign(one.ticket(), start, end, statusesFrom, turn)) {
          starts.put(one, start);
        } else {
          left.remove(one.ticket());
        }
      } catch (ExecutionException leaderLost) {
        left.remove(one.ticket());
        failed(one.ticket(), leaderLost.getCause().toString());
      }
    }
    if (!statusesFrom.isEmpty()) {
      parts.statuses.replay(statusesFrom, turn);
    }
    return claim(starts, left, turn);
  }

  private void revoke(PartitionId id) {
    parts.store.takings().end(id);
    var unused = parts.coordinator.revoke(id);
  }

  private boolean assign(
      Ticket ticket, long start, long end, Map<Integer, Long> statusesFrom, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<CursorKey, CursorState> recovered = parts.state.cursorsOf(ticket.id());
    for (CursorState cursor : recovered.values()) {
      if (!cursor.leases().isEmpty()) {
        Recovery.lower(statusesFrom, cursor.statusPositions());
      }
    }
    AtomicReference<CompletableFuture<Void>> assigned = new AtomicReference<>();
    boolean ours =
        queue.whileOurs(
            ticket,
            () -> {
              long number = parts.store.takings().begin(ticket.id()).number();
              assigned.set(parts.coordinator.assign(ticket.id(), number, start, end, recovered));
              return true;
            });
    if (ours) {
      turn.await(assigned.get(), TIMEOUT);
    }
    return ours;
  }

  private int claim(Map<Asked, Long> starts, Set<Ticket> left, Turn turn)
      throws InterruptedException, TimeoutException {
    Map<Ticket, CompletableFuture<Void>> claims = new LinkedHashMap<>();
    for (Asked one : starts.keySet()) {
      Ticket ticket = one.ticket();
      if (!queue.claiming(ticket, () -> claims.put(ticket, parts.store.claim(ticket.id())))) {
        left.remove(ticket);
      }
    }
    int taken = 0;
    for (Map.Entry<Asked, Long> entry : starts.entrySet()) {
      Ticket ticket = entry.getKey().ticket();
      CompletableFuture<Void> claim = claims.get(ticket);
      if (claim == null) {
        continue;
      }
      try {
        turn.await(claim, TIMEOUT);
        left.remove(ticket);
        taken +=
            queue.started(ticket, entry.getValue(), () -> parts.coordinator.activate(ticket.id()))
                ? 1
                : 0;
      } catch (ExecutionException refused) {
        left.remove(ticket);
        failed(ticket, refused.getCause().toString());
      }
    }
    return taken;
  }

  @Override
  public void givingBack(Set<PartitionId> partitions, GroupMember member) {
    parts.store.membership(member);
    List<CompletableFuture<Void>> stored = new ArrayList<>();
    for (PartitionId id : partitions) {
      // Of what was never claimed the stored cursors are another's, and stay as they are.
      if (queue.dropped(id)) {
        parts.coordinator.freeze(id);
        stored.add(parts.store.giveBack(id));
      }
    }
    try {
      parts.waits.get(
          CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new)),
          parts.store.ownershipConfirmed() ? GIVE_BACK : LAST_TRY);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.log(
          Level.WARNING, () -> "last store failed partitions=" + partitions + " cause=" + failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    partitions.forEach(this::revoke);
  }

  @Override
  public void lost(Set<PartitionId> partitions, @Nullable GroupMember member) {
    for (PartitionId id : partitions) {
      boolean unused = queue.dropped(id);
      revoke(id);
    }
    parts.store.membership(member);
  }

  @Override
  public void records(PartitionId partition, Chunk chunk) {
    parts.ends.heard(partition, chunk.end());
    parts.coordinator.append(partition, chunk);
  }

  @Override
  public boolean isFull() {
    return parts.coordinator.isBehind();
  }
}
