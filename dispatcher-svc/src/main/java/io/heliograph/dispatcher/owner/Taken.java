package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Locator;
import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.LogRecord;
import io.heliograph.dispatcher.log.PartitionId;
import org.jspecify.annotations.Nullable;

/**
 * An event taken for an answer.
 *
 * @param locator names the delivery, with its secret; null when it is not leased
 */
record Taken(
    PartitionId partition, LogRecord record, int attempt, Queue queue, @Nullable Locator locator) {}
