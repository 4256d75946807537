package io.heliograph.migration;

import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.GuardedPoll;
import io.heliograph.kit.thread.Turn;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * How the source is read: a batch that cannot be read holds up its own partition, and no longer
 * than it is waited for.
 *
 * @param corrupt what is known of such batches of the source
 * @param turn of the thread that reads
 */
record SourceReading(CorruptBatches corrupt, Turn turn) {
  /** Guards a consumer whose partitions are assigned. */
  GuardedPoll of(KafkaConsumer<byte[], byte[]> consumer, GuardedPoll.Skips skips) {
    return new GuardedPoll(consumer, corrupt, turn, skips);
  }
}
