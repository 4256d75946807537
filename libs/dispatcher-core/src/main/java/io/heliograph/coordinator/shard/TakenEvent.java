package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import org.jspecify.annotations.Nullable;

/**
 * An event taken for an answer.
 *
 * @param locator names the delivery, with its secret; null when it is not leased
 */
public record TakenEvent(
    PartitionId partition, LogRecord record, int attempt, Queue queue, @Nullable Locator locator) {}
