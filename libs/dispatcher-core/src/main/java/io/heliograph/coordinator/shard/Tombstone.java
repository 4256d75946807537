package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.log.PartitionId;

/**
 * A deleted event that is still in the log: a tombstone of its key is written there, once, by the
 * partition's owner (contract dispatcher.md part 1 row 25).
 */
public record Tombstone(PartitionId partition, String key) {}
