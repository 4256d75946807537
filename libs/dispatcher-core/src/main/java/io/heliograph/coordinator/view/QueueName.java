package io.heliograph.coordinator.view;

import io.heliograph.coordinator.cursor.Queue;

/** One queue of a subscription, over all partitions. */
public record QueueName(String pluginKey, Queue queue) {}
