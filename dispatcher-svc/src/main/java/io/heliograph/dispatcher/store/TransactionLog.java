package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.log.GroupMembership;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where transactions go: Kafka, or a log in memory. Used by one thread; never throws. */
interface TransactionLog extends AutoCloseable {
  /**
   * What is written all or none.
   *
   * @param membership whose proof goes with it
   * @param proof the partitions to be proved ours, with offsets; may be empty when the records are
   *     about none
   */
  record Batch(
      List<ProducerRecord<byte[], byte[]>> records,
      @Nullable GroupMembership membership,
      Map<TopicPartition, Long> proof) {
    public Batch {
      records = List.copyOf(records);
      proof = Map.copyOf(proof);
    }
  }

  /** Writes a batch; not to be called while an outcome is {@link Outcome.Unknown}. */
  Outcome write(Batch batch);

  /** Asks for the commit again whose outcome is {@link Outcome.Unknown}. */
  Outcome again();

  @Override
  void close();
}
