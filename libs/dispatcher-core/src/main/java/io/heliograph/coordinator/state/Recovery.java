package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.runtime.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Ends what former owners of partitions may still write, and reads everything they wrote. Used by
 * the thread of the take-over.
 */
final class Recovery {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** A replica that lives ends its transactions within milliseconds. */
  private static final Duration OPEN_TRANSACTION = Duration.ofSeconds(2);

  private final StateLog log;
  private final StateTable state;

  Recovery(StateLog log, StateTable state) {
    this.log = log;
    this.state = state;
  }

  /**
   * Fences whoever wrote the partitions' cursors; then those are read that stand.
   *
   * @return by partition, from where on statuses are not in the stored cursors
   */
  Map<Integer, Long> fence(Set<PartitionId> partitions, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<Integer, Long> statusesFrom = new HashMap<>();
    Set<String> before = fenceWriters(partitions, turn);
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
    return statusesFrom;
  }

  /**
   * Fences whoever wrote the partitions' cursors and reads everything they wrote. Whoever gave them
   * back in order is not fenced, so what was written is read first; but no consumer reads past a
   * transaction that a killed process left open, and fencing is what ends it.
   */
  private Set<String> fenceWriters(Set<PartitionId> partitions, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      caughtUp(OPEN_TRANSACTION, turn);
    } catch (TimeoutException transactionLeftOpen) {
      turn.await(log.fence(writersOf(partitions)), TIMEOUT);
      caughtUp(TIMEOUT, turn);
    }
    Set<String> writers = writersOf(partitions);
    turn.await(log.fence(writers), TIMEOUT);
    caughtUp(TIMEOUT, turn);
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
  private void caughtUp(Duration timeout, Turn turn)
      throws ExecutionException, InterruptedException, TimeoutException {
    long end = turn.await(log.end(), TIMEOUT);
    turn.await(log.reach(end), timeout);
  }

  static void lower(Map<Integer, Long> from, long[] positions) {
    for (int i = 0; i < positions.length; i++) {
      from.merge(i, positions[i], Math::min);
    }
  }
}
