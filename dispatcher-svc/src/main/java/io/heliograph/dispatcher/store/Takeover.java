package io.heliograph.dispatcher.store;

import io.heliograph.coordinator.cursor.CursorKey;
import io.heliograph.coordinator.cursor.CursorState;
import io.heliograph.coordinator.log.Chunk;
import io.heliograph.dispatcher.log.GroupMembership;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.dispatcher.log.PartitionOwner;
import io.heliograph.coordinator.shard.Owners;
import io.heliograph.dispatcher.store.OffsetQuestions.Asked;
import io.heliograph.dispatcher.store.TakeQueue.Ticket;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes and gives partitions (architecture section 3). Taking: fence the previous owner's producer,
 * read {@code hub.cursors} up to the end noted after that, restore the cursors, apply the statuses
 * since, claim, then hand out. That is done on a thread of its own, for all partitions together
 * whose offsets are known; the reader's thread only gives orders and never waits for longer than
 * four seconds.
 */
public final class Takeover implements PartitionOwner {
  private static final Logger LOG = Logger.getLogger(Takeover.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Less than a member of the group may go without a poll. */
  private static final long GIVE_BACK_SECONDS = 4;

  /** For a store that Kafka does not take at the moment. */
  private static final long LAST_TRY_SECONDS = 2;

  private static final long END_MILLIS = 4_000;
  private static final long IDLE_MILLIS = 500;
  private static final long LOOK_MILLIS = 20;

  private final KafkaSettings settings;
  private final Owners owners;
  private final StateReader state;
  private final StatusTail statuses;
  private final CursorStore store;
  private final long tailRecords;
  private final Recovery recovery;
  private final LogEnds ends;
  private final OffsetQuestions offsets;
  private final TakeQueue queue = new TakeQueue(new SecureRandom());
  private @Nullable SupervisedThread thread;

  /**
   * What a take-over works with.
   *
   * @param tailRecords how far before its end a tail begins
   */
  public record Parts(
      KafkaSettings settings,
      Admin admin,
      LogEnds ends,
      Owners owners,
      StateReader state,
      StatusTail statuses,
      CursorStore store,
      String stateTopic,
      long tailRecords) {}

  public Takeover(Parts parts) {
    this.settings = parts.settings;
    this.owners = parts.owners;
    this.state = parts.state;
    this.statuses = parts.statuses;
    this.store = parts.store;
    this.tailRecords = parts.tailRecords;
    this.recovery = new Recovery(parts.settings, parts.admin, parts.state, parts.stateTopic);
    this.ends = parts.ends;
    this.offsets = new OffsetQuestions(parts.ends);
  }

  public void start() {
    thread = settings.threads().start("take-over", this::run);
  }

  public void stop() throws InterruptedException {
    if (thread != null) {
      boolean unused = thread.stop(Duration.ofSeconds(GIVE_BACK_SECONDS));
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
  public void rebalanced(GroupMembership membership) {
    store.membership(membership);
  }

  @Override
  public void assigned(Set<PartitionId> partitions, GroupMembership membership) {
    store.membership(membership);
    queue.assigned(partitions, System.nanoTime());
  }

  @Override
  public Map<PartitionId, Long> started() {
    return queue.takeStarted();
  }

  private void run(Turn turn) throws InterruptedException {
    try {
      while (turn.running()) {
        turn.beat();
        offsets.ask(
            queue.awaitDue(System.nanoTime(), offsets.isAsking() ? LOOK_MILLIS : IDLE_MILLIS));
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
    LOG.warnf("could not take %s: %s", ticket.id(), why);
    queue.failed(ticket, System.nanoTime(), () -> owners.revoke(ticket.id()));
  }

  private void takeAll(List<Asked> partitions, Turn turn) throws InterruptedException {
    long begunNanos = System.nanoTime();
    String why = "its thread began again";
    Set<Ticket> left = new HashSet<>();
    partitions.forEach(one -> left.add(one.ticket()));
    try {
      int taken = take(partitions, left, turn);
      LOG.infof(
          "took %d partitions in %d ms",
          taken, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos));
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
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
    Map<PartitionId, CompletableFuture<Long>> lasts = ends.ends(ids, END_MILLIS);
    Map<Asked, Long> starts = new HashMap<>();
    for (Asked one : partitions) {
      PartitionId id = one.ticket().id();
      try {
        long end = turn.await(lasts.get(id), TIMEOUT);
        long start = Math.max(one.beginning().join(), end - tailRecords);
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
      statuses.replay(statusesFrom, turn);
    }
    return claim(starts, left, turn);
  }

  private boolean assign(
      Ticket ticket, long start, long end, Map<Integer, Long> statusesFrom, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<CursorKey, CursorState> recovered = state.cursorsOf(ticket.id());
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
              assigned.set(owners.assign(ticket.id(), start, end, recovered));
              return true;
            });
    if (ours) {
      turn.await(assigned.get(), TIMEOUT);
    }
    return ours;
  }

  private int claim(Map<Asked, Long> starts, Set<Ticket> left, Turn turn)
      throws InterruptedException, TimeoutException {
    Map<Ticket, CompletableFuture<Void>> claims = new HashMap<>();
    for (Asked one : starts.keySet()) {
      Ticket ticket = one.ticket();
      if (!queue.claiming(ticket, () -> claims.put(ticket, store.claim(ticket.id())))) {
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
            queue.started(ticket, entry.getValue(), () -> owners.activate(ticket.id())) ? 1 : 0;
      } catch (ExecutionException refused) {
        left.remove(ticket);
        failed(ticket, refused.getCause().toString());
      }
    }
    return taken;
  }

  @Override
  public void givingBack(Set<PartitionId> partitions, GroupMembership membership) {
    store.membership(membership);
    List<CompletableFuture<Void>> stored = new ArrayList<>();
    for (PartitionId id : partitions) {
      // Of what was never claimed the stored cursors are another's, and stay as they are.
      if (queue.dropped(id)) {
        owners.freeze(id);
        stored.add(store.giveBack(id));
      }
    }
    try {
      CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new))
          .get(store.mayHandOut() ? GIVE_BACK_SECONDS : LAST_TRY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warnf("gave back %d partitions without a last store: %s", partitions.size(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    partitions.forEach(owners::revoke);
  }

  @Override
  public void lost(Set<PartitionId> partitions, @Nullable GroupMembership membership) {
    partitions.forEach(
        id -> {
          boolean unused = queue.dropped(id);
          owners.revoke(id);
        });
    store.membership(membership);
  }

  @Override
  public void records(PartitionId partition, Chunk chunk) {
    ends.heard(partition, chunk.end());
    owners.append(partition, chunk);
  }

  @Override
  public boolean isFull() {
    return owners.isBehind();
  }
}
