package io.heliograph.migration;

import io.heliograph.migration.FollowedTopics.FollowedTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The topic {@code hub.migrations}: followed by every replica, so that each can tell how far a
 * migration is, whoever runs it. Thread-safe; writing blocks.
 */
final class MigrationLog {
  private static final long ANSWER_SECONDS = 15;

  private final MigrationCluster cluster;
  private final TopicPartition log;
  private final FollowedTopic follower;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private boolean stopped;

  MigrationLog(
      MigrationCluster cluster, FollowedTopics topics, String topic, MigrationState known) {
    this.cluster = cluster;
    this.log = new TopicPartition(topic, 0);
    this.follower =
        topics.follow(
            "hub-migrations",
            topic,
            record -> known.apply(record.key(), record.value(), record.timestamp()));
  }

  /** Starts to read; completes when everything written until then has been read. */
  CompletableFuture<Void> start() {
    return follower.start();
  }

  void stop() throws InterruptedException {
    synchronized (this) {
      stopped = true;
      if (producer != null) {
        producer.close(Duration.ofSeconds(2));
      }
    }
    follower.stop();
  }

  /** A record of the log. */
  ProducerRecord<byte[], byte[]> record(byte[] key, byte @Nullable [] value) {
    return new ProducerRecord<>(log.topic(), log.partition(), key, value);
  }

  /**
   * Writes records in their order; returns when they are durable and read here.
   *
   * @throws MigrationException when Kafka does not answer in time
   */
  void write(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer().send(record));
      }
      long last = -1;
      for (Future<RecordMetadata> one : sent) {
        last = one.get(ANSWER_SECONDS, TimeUnit.SECONDS).offset();
      }
      follower.reach(last + 1).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw away();
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
      throw away();
    }
  }

  /**
   * Returns when everything that is committed now has been read here.
   *
   * @throws MigrationException when Kafka does not answer in time
   */
  void catchUp() {
    try (KafkaConsumer<byte[], byte[]> asking = cluster.consumer("hub-migrations-end")) {
      long end = asking.endOffsets(Set.of(log)).get(log);
      follower.reach(end).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw away();
    } catch (ExecutionException | TimeoutException | KafkaException failure) {
      throw away();
    }
  }

  private static MigrationException away() {
    return MigrationException.unavailable("Kafka is unavailable");
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (stopped) {
      throw away();
    }
    KafkaProducer<byte[], byte[]> made = producer;
    if (made == null) {
      made =
          cluster.producer(
              "hub-migrations",
              Map.of(
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  5_000,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                  10_000,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG,
                  5_000));
      producer = made;
    }
    return made;
  }
}
