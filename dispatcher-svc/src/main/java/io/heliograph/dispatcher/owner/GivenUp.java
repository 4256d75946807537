package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.log.LogRecord;
import io.heliograph.dispatcher.log.PartitionId;
import io.heliograph.dispatcher.subscription.Subscription;

/**
 * An event whose attempts for a subscription are spent: a dead letter and an error status are
 * written in the same transaction as the cursor that passes it.
 *
 * @param attempts deliveries made
 */
public record GivenUp(
    Subscription subscription, PartitionId partition, LogRecord record, int attempts) {}
