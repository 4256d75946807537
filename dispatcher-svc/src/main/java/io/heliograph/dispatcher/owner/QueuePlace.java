package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.PartitionId;

/** One queue of a subscription in one partition. */
public record QueuePlace(String pluginKey, Queue queue, PartitionId partition) {}
