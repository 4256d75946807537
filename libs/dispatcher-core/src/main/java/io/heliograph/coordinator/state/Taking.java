package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;

/**
 * A partition for as long as it is ours: when it goes and comes back that is another one.
 *
 * @param number higher than that of any before it in this process
 */
record Taking(PartitionId id, long number) {}
