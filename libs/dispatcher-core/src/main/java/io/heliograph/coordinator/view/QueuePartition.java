package io.heliograph.coordinator.view;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.PartitionId;

/** One queue of a subscription in one partition. */
public record QueuePartition(String pluginKey, Queue queue, PartitionId partition) {}
