package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Says where partitions begin and end, each for itself. One that has not said it after the wait
 * fails. Does not block; thread-safe.
 */
public interface OffsetSource {
  /** The committed ends. */
  Map<PartitionId, CompletableFuture<Long>> ends(
      Collection<PartitionId> partitions, long waitMillis);

  /** The beginnings. */
  Map<PartitionId, CompletableFuture<Long>> beginnings(
      Collection<PartitionId> partitions, long waitMillis);
}
