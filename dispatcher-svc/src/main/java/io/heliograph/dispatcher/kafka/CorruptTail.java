package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.state.PartitionOwner;
import io.heliograph.kit.kafka.CorruptBatches;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the group's reader over a corrupt batch: the tail of its partition restarts at the end of
 * the log, and what lies before is loaded, as far as it can be read, when a cursor comes there. So
 * the reader never waits, and no partition of its others does.
 */
record CorruptTail(ReaderTails tails, PartitionOwner owner, CorruptBatches corrupt) {
  private static final Duration END_WAIT = Duration.ofSeconds(2);

  /**
   * Goes on behind what the failure names.
   *
   * @return whether it was a corrupt batch of a partition that is read
   * @throws org.apache.kafka.common.errors.TimeoutException when the partition does not tell its
   *     end
   */
  boolean stepOver(KafkaConsumer<byte[], byte[]> consumer, KafkaException failure) {
    Optional<TopicPartition> name = CorruptBatches.named(failure, tails.started());
    if (name.isEmpty()) {
      return false;
    }
    ReaderTails.Tail tail = tails.get(name.get());
    long end = consumer.endOffsets(Set.of(name.get()), END_WAIT).get(name.get());
    if (end <= tail.position) {
      return false;
    }
    var unused = corrupt.met(name.get(), consumer.position(name.get()), System.nanoTime());
    consumer.seek(name.get(), end);
    tail.position = end;
    owner.records(tail.id, new Chunk(end, end, List.of()));
    return true;
  }
}
