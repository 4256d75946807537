package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;

/** One queue of a subscription, over all partitions. */
public record QueueName(String pluginKey, Queue queue) {}
