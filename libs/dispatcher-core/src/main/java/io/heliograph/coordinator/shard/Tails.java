package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.PartitionId;

/**
 * What one event loop holds of its partitions' logs, within its bound (D7). Lives on its thread.
 */
final class Tails {
  private final CursorTable table;
  private long unjoined;

  Tails(CursorTable table) {
    this.table = table;
  }

  void append(PartitionId id, Chunk chunk, long nowMillis) {
    OwnedPartition partition = table.partition(id);
    if (partition == null) {
      return;
    }
    if (!partition.log.join(chunk)) {
      unjoined++;
    }
    table.waiters().appended(partition, chunk, nowMillis);
  }

  void loaded(PartitionId id, Chunk chunk) {
    OwnedPartition partition = table.partition(id);
    if (partition != null) {
      partition.log.keep(chunk);
      table.waiters().loaded(partition, chunk);
    }
  }

  /** Chunks that did not begin where the tail ended. */
  long unjoined() {
    return unjoined;
  }

  private long bytes() {
    return table.partitions().stream().mapToLong(partition -> partition.log.bytes()).sum();
  }

  /** Drops the oldest chunks of the largest partitions until no more than that is held. */
  void evictTo(long bytesMax) {
    long held = bytes();
    while (held > bytesMax) {
      OwnedPartition largest = null;
      for (OwnedPartition partition : table.partitions()) {
        if (largest == null || partition.log.bytes() > largest.log.bytes()) {
          largest = partition;
        }
      }
      if (largest == null || !largest.log.evictOldest()) {
        return;
      }
      held = bytes();
    }
  }
}
