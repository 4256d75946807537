package io.heliograph.migration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Writes copies and the progress that they make, all or none. There is one transactional id for a
 * migration: a writer fences the one before it, on whatever replica, and ends what that one left
 * open. Not thread-safe.
 */
final class CopyProducer implements AutoCloseable {
  private static final int BUFFER_BYTES = 32 << 20;
  private static final int TRANSACTION_MILLIS_MAX = 20_000;

  private final KafkaProducer<byte[], byte[]> producer;

  CopyProducer(MigrationCluster cluster, String migration) {
    String id = cluster.prefix() + "hub-migration-" + migration;
    producer =
        cluster.producer(
            id,
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MILLIS_MAX,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                8_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                16_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                16_000,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFER_BYTES));
    try {
      producer.initTransactions();
    } catch (KafkaException failure) {
      producer.close(Duration.ZERO);
      throw failure;
    }
  }

  /**
   * Writes one transaction.
   *
   * @return empty when it is committed; else nothing was written, because Kafka refuses the copies
   *     at these places for these reasons
   * @throws KafkaException when the outcome is unknown, or another writer has begun
   */
  Map<Integer, String> write(
      List<ProducerRecord<byte[], byte[]>> copies, List<ProducerRecord<byte[], byte[]>> state) {
    Map<Integer, String> refused = new ConcurrentHashMap<>();
    producer.beginTransaction();
    try {
      for (int at = 0; at < copies.size() && refused.isEmpty(); at++) {
        send(copies.get(at), at, refused);
      }
      producer.flush();
      if (refused.isEmpty()) {
        for (ProducerRecord<byte[], byte[]> record : state) {
          var unused = producer.send(record);
        }
        producer.commitTransaction();
        return Map.of();
      }
    } catch (KafkaException failure) {
      if (refused.isEmpty()) {
        throw failure;
      }
    }
    producer.abortTransaction();
    return new TreeMap<>(refused);
  }

  private void send(ProducerRecord<byte[], byte[]> copy, int at, Map<Integer, String> refused) {
    var unused =
        producer.send(
            copy,
            (written, failure) -> {
              switch (failure) {
                case RecordTooLargeException tooLarge ->
                    refused.put(at, "the record is too large for " + copy.topic());
                case InvalidTimestampException time ->
                    refused.put(at, copy.topic() + " does not take the record's time");
                case InvalidRecordException invalid ->
                    refused.put(at, copy.topic() + " does not take the record");
                case null, default -> {
                  // The commit fails with it.
                }
              }
            });
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
