package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.cursor.Queue;
import io.heliograph.dispatcher.log.LogRecord;
import io.heliograph.dispatcher.log.PartitionId;

/** An event taken for an answer. */
record Taken(PartitionId partition, LogRecord record, int attempt, Queue queue) {}
