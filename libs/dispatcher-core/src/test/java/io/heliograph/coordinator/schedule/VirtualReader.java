package io.heliograph.coordinator.schedule;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.Loops;
import io.heliograph.coordinator.runtime.Turn;
import io.heliograph.coordinator.schedule.MemoryGroup.Member;
import io.heliograph.coordinator.schedule.MemoryGroup.Membership;
import io.heliograph.coordinator.state.PartitionOwner;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The member of the group: tells the take-over what is ours, and the owners what is new. */
final class VirtualReader {
  private static final int RECORDS_MAX = 50;

  private final MemoryKafka kafka;
  private final VirtualThreads time;
  private final VirtualProcess process;
  private final PartitionOwner owner;
  private final Consumer<PartitionId> changes;

  /** What is ours, with the position up to which it was passed on; -1 before a start. */
  private final Map<PartitionId, Long> tails = new LinkedHashMap<>();

  private boolean rejoin;
  private boolean assignedOnce;
  private @Nullable Member member;

  /**
   * @param changes told which partitions came or went
   */
  VirtualReader(
      MemoryKafka kafka,
      VirtualThreads time,
      VirtualProcess process,
      PartitionOwner owner,
      Consumer<PartitionId> changes) {
    this.kafka = kafka;
    this.time = time;
    this.process = process;
    this.owner = owner;
    this.changes = changes;
  }

  void start(Loops loops) {
    var unused = loops.start("reader", this::session);
    heartbeat();
  }

  private void heartbeat() {
    Member current = member;
    if (current != null) {
      current.heardMillis = time.monotonicMillis();
    }
    time.after(process, MemoryGroup.HEARTBEAT_MILLIS, this::heartbeat);
  }

  boolean assignedOnce() {
    return assignedOnce;
  }

  void rejoin() {
    rejoin = true;
  }

  private void session(Turn turn) throws Exception {
    rejoin = false;
    Member mine = kafka.group.join(process, time.monotonicMillis());
    member = mine;
    try {
      while (turn.running()) {
        turn.beat();
        if (rejoin) {
          throw new IllegalStateException("fenced");
        }
        poll(mine);
        MemoryStateLog.idle(turn);
      }
    } catch (RuntimeException failure) {
      lose(new LinkedHashSet<>(tails.keySet()), null);
      throw failure;
    } finally {
      if (!process.dead) {
        member = null;
        kafka.group.leave(mine);
      }
    }
  }

  private void poll(Member mine) {
    if (!kafka.group.knows(mine)) {
      lose(new LinkedHashSet<>(tails.keySet()), null);
      throw new IllegalStateException("thrown out");
    }
    if (kafka.group.hasMovedOn(mine)) {
      join(mine);
    }
    owner.started().forEach((id, start) -> tails.computeIfPresent(id, (same, before) -> start));
    if (owner.isFull()) {
      return;
    }
    for (PartitionId id : List.copyOf(tails.keySet())) {
      long position = tails.get(id);
      MemoryPartition partition = kafka.events.get(id);
      if (position >= 0 && partition != null && !partition.offline) {
        Chunk chunk = partition.read(position, RECORDS_MAX);
        if (chunk.end() > position) {
          owner.records(id, chunk);
          tails.put(id, chunk.end());
        }
      }
    }
  }

  private void join(Member mine) {
    kafka.group.joined(mine);
    Set<PartitionId> gone = kafka.group.toGiveBack(mine);
    if (!gone.isEmpty()) {
      Membership stillOurs = membership(mine);
      gone.forEach(changes);
      tails.keySet().removeAll(gone);
      owner.givingBack(gone, stillOurs);
      gone.forEach(changes);
      kafka.group.gaveBack(mine, gone);
    }
    if (!kafka.group.knows(mine)) {
      return;
    }
    owner.rebalanced(membership(mine));
    Set<PartitionId> fresh = kafka.group.news(mine);
    if (!fresh.isEmpty()) {
      fresh.forEach(changes);
      fresh.forEach(id -> tails.put(id, -1L));
      mine.told.addAll(fresh);
      owner.assigned(fresh, membership(mine));
    }
    assignedOnce = true;
  }

  private Membership membership(Member mine) {
    return new Membership(mine, mine.generation, new HashSet<>(tails.keySet()));
  }

  private void lose(Set<PartitionId> ids, @Nullable Membership left) {
    ids.forEach(changes);
    tails.keySet().removeAll(ids);
    owner.lost(ids, left);
  }
}
