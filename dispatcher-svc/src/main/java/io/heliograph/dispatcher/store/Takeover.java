package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.cursor.CursorKey;
import io.heliograph.dispatcher.cursor.CursorState;
import io.heliograph.dispatcher.log.Chunk;
import io.heliograph.dispatcher.log.GroupMembership;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.log.PartitionOwner;
import io.heliograph.dispatcher.owner.Owners;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes and gives partitions (architecture section 3). Taking: fence the previous owner's producer,
 * read {@code hub.cursors} up to the end noted after that, restore the cursors, apply the statuses
 * since, claim, then hand out. All on the log reader's thread.
 */
public final class Takeover implements PartitionOwner {
  private static final Logger LOG = Logger.getLogger(Takeover.class);
  private static final long TIMEOUT_SECONDS = 30;

  /** For a store that Kafka does not take at the moment. */
  private static final long LAST_TRY_SECONDS = 2;

  /** A replica that lives ends its transactions within milliseconds. */
  private static final long OPEN_TRANSACTION_SECONDS = 2;

  private final KafkaSettings settings;
  private final Admin admin;
  private final Owners owners;
  private final StateReader state;
  private final StatusTail statuses;
  private final CursorStore store;
  private final long tailRecords;
  private final TopicPartition stateLog;

  /** What a take-over works with; {@code tailRecords}: how far before its end a tail begins. */
  public record Parts(
      KafkaSettings settings,
      Admin admin,
      Owners owners,
      StateReader state,
      StatusTail statuses,
      CursorStore store,
      String stateTopic,
      long tailRecords) {}

  public Takeover(Parts parts) {
    this.settings = parts.settings;
    this.admin = parts.admin;
    this.owners = parts.owners;
    this.state = parts.state;
    this.statuses = parts.statuses;
    this.store = parts.store;
    this.tailRecords = parts.tailRecords;
    this.stateLog = new TopicPartition(parts.stateTopic, 0);
  }

  @Override
  public void rebalanced(GroupMembership membership) {
    store.membership(membership);
  }

  @Override
  public Map<PartitionId, Long> taken(Set<PartitionId> partitions, GroupMembership membership) {
    long begunNanos = System.nanoTime();
    store.membership(membership);
    try {
      Map<PartitionId, Long> starts = take(partitions);
      LOG.infof(
          "took %d partitions in %d ms",
          starts.size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos));
      return starts;
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warnf("could not take %s: %s", partitions, failure.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    partitions.forEach(owners::revoke);
    return Map.of();
  }

  private Map<PartitionId, Long> take(Set<PartitionId> partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<Integer, Long> statusesFrom = new HashMap<>();
    Set<String> before = fenceWriters(partitions);
    for (PartitionId id : partitions) {
      state
          .ownerRecord(OwnerRecord.partitionKey(id))
          .filter(record -> record.writer().isEmpty())
          .ifPresent(record -> lower(statusesFrom, record.statusPositions()));
    }
    for (String writer : before) {
      state
          .ownerRecord(OwnerRecord.replicaKey(writer))
          .ifPresent(record -> lower(statusesFrom, record.statusPositions()));
    }
    Map<PartitionId, Long> ends = ends(partitions);
    Map<PartitionId, Long> starts = tailStarts(ends);
    for (PartitionId id : partitions) {
      Map<CursorKey, CursorState> recovered = state.cursorsOf(id);
      for (CursorState cursor : recovered.values()) {
        if (!cursor.leases().isEmpty()) {
          lower(statusesFrom, cursor.statusPositions());
        }
      }
      owners
          .assign(id, starts.get(id), ends.get(id), recovered)
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
    if (!statusesFrom.isEmpty()) {
      statuses.replay(statusesFrom);
    }
    List<CompletableFuture<Void>> claims = new ArrayList<>();
    partitions.forEach(id -> claims.add(store.claim(id)));
    CompletableFuture.allOf(claims.toArray(CompletableFuture[]::new))
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    partitions.forEach(owners::activate);
    return starts;
  }

  /**
   * Fences whoever wrote the partitions' cursors and reads everything they wrote. Whoever gave them
   * back in order is not fenced, so what was written is read first; but nobody reads past a
   * transaction that a killed process left open, and fencing is what ends it.
   */
  private Set<String> fenceWriters(Set<PartitionId> partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      caughtUp(OPEN_TRANSACTION_SECONDS);
    } catch (TimeoutException transactionLeftOpen) {
      fence(writersOf(partitions));
      caughtUp(TIMEOUT_SECONDS);
    }
    Set<String> writers = writersOf(partitions);
    fence(writers);
    caughtUp(TIMEOUT_SECONDS);
    return writers;
  }

  private Set<String> writersOf(Set<PartitionId> partitions) {
    Set<String> writers = new HashSet<>();
    for (PartitionId id : partitions) {
      state
          .ownerRecord(OwnerRecord.partitionKey(id))
          .filter(record -> !record.writer().isEmpty())
          .ifPresent(record -> writers.add(record.writer()));
    }
    return writers;
  }

  /** Waits until everything written to {@code hub.cursors} up to now has been read. */
  private void caughtUp(long timeoutSeconds)
      throws ExecutionException, InterruptedException, TimeoutException {
    ListOffsetsResultInfo end =
        admin
            .listOffsets(Map.of(stateLog, OffsetSpec.latest()))
            .partitionResult(stateLog)
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    state.reach(end.offset()).get(timeoutSeconds, TimeUnit.SECONDS);
  }

  private void fence(Set<String> writers)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> others = new HashSet<>();
    writers.forEach(writer -> others.add(KafkaSettings.transactionalIdOf(writer)));
    others.remove(settings.transactionalId());
    if (!others.isEmpty()) {
      LOG.infof("fencing %s", others);
      admin.fenceProducers(others).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void lower(Map<Integer, Long> from, long[] positions) {
    for (int i = 0; i < positions.length; i++) {
      from.merge(i, positions[i], Math::min);
    }
  }

  private Map<PartitionId, Long> ends(Set<PartitionId> partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    return offsets(partitions, OffsetSpec.latest());
  }

  /** Where tails begin: a little before the end, so that cursors near it need no load. */
  private Map<PartitionId, Long> tailStarts(Map<PartitionId, Long> ends)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<PartitionId, Long> beginnings = offsets(ends.keySet(), OffsetSpec.earliest());
    Map<PartitionId, Long> starts = new HashMap<>();
    ends.forEach((id, end) -> starts.put(id, Math.max(beginnings.get(id), end - tailRecords)));
    return starts;
  }

  private Map<PartitionId, Long> offsets(Set<PartitionId> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (PartitionId id : partitions) {
      asked.put(new TopicPartition(id.topic(), id.partition()), which);
    }
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin.listOffsets(asked).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Map<PartitionId, Long> offsets = new HashMap<>();
    for (PartitionId id : partitions) {
      offsets.put(id, found.get(new TopicPartition(id.topic(), id.partition())).offset());
    }
    return offsets;
  }

  @Override
  public void givingBack(Set<PartitionId> partitions, GroupMembership membership) {
    store.membership(membership);
    List<CompletableFuture<Void>> stored = new ArrayList<>();
    for (PartitionId id : partitions) {
      owners.freeze(id);
      stored.add(store.giveBack(id));
    }
    try {
      CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new))
          .get(store.mayHandOut() ? TIMEOUT_SECONDS : LAST_TRY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warnf("gave back %d partitions without a last store: %s", partitions.size(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    partitions.forEach(owners::revoke);
  }

  @Override
  public void lost(Set<PartitionId> partitions, @Nullable GroupMembership membership) {
    partitions.forEach(owners::revoke);
    store.membership(membership);
  }

  @Override
  public void records(PartitionId partition, Chunk chunk) {
    owners.append(partition, chunk);
  }
}
