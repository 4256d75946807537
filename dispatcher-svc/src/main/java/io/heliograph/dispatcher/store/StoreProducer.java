package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.log.GroupMembership;
import io.heliograph.dispatcher.log.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/**
 * The one transactional producer of this replica. A transaction ends with the proof that we own the
 * partitions it is about; the coordinator refuses a stale one (D9). Used by the store's thread
 * only.
 */
final class StoreProducer implements AutoCloseable {
  /** What became of a transaction. */
  enum Outcome {
    COMMITTED,
    /** Not the owner as far as the coordinator knows; nothing was written. */
    REFUSED,
    /** Another producer of our transactional id began: this one is over. */
    FENCED,
    /** Kafka did not answer in time or the like; nothing was written as far as known. */
    FAILED
  }

  private final KafkaSettings settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private @Nullable KafkaException lastFailure;

  StoreProducer(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Begins as the only producer of our transactional id: one before us is fenced. */
  private KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> current = producer;
    if (current == null) {
      current =
          settings.producer(
              settings.transactionalId(),
              Map.of(
                  ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId(),
                  ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000,
                  ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                  ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000,
                  ProducerConfig.MAX_BLOCK_MS_CONFIG, 8_000,
                  ProducerConfig.LINGER_MS_CONFIG, 0));
      try {
        current.initTransactions();
      } catch (KafkaException failure) {
        current.close(Duration.ZERO);
        throw failure;
      }
      producer = current;
    }
    return current;
  }

  /** Why the last transaction did not commit. */
  @Nullable KafkaException lastFailure() {
    return lastFailure;
  }

  /**
   * Writes records, all or none, with the proof.
   *
   * @param proof the membership and offsets of the partitions to be proved ours; may be empty when
   *     the records are about none
   */
  Outcome write(
      List<ProducerRecord<byte[], byte[]>> records,
      @Nullable GroupMembership membership,
      Map<TopicPartition, Long> proof) {
    KafkaProducer<byte[], byte[]> current = null;
    try {
      current = producer();
      current.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record : records) {
        var unused = current.send(record);
      }
      if (membership != null && !proof.isEmpty()) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        proof.forEach((name, offset) -> offsets.put(name, new OffsetAndMetadata(offset)));
        current.sendOffsetsToTransaction(offsets, membership.metadata());
      }
      current.commitTransaction();
      lastFailure = null;
      return Outcome.COMMITTED;
    } catch (KafkaException failure) {
      lastFailure = failure;
      return judge(failure, current);
    }
  }

  private Outcome judge(KafkaException failure, @Nullable KafkaProducer<byte[], byte[]> current) {
    if (current == null) {
      return Outcome.FAILED;
    }
    if (isAny(failure, ProducerFencedException.class, InvalidProducerEpochException.class)) {
      close();
      return Outcome.FENCED;
    }
    boolean refused =
        isAny(failure, CommitFailedException.class, UnknownMemberIdException.class)
            || isAny(failure, IllegalGenerationException.class, FencedInstanceIdException.class);
    try {
      current.abortTransaction();
    } catch (KafkaException | IllegalStateException over) {
      close();
      if (over instanceof ProducerFencedException) {
        return Outcome.FENCED;
      }
    }
    return refused ? Outcome.REFUSED : Outcome.FAILED;
  }

  private static boolean isAny(
      Throwable failure, Class<? extends Throwable> one, Class<? extends Throwable> other) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (one.isInstance(cause) || other.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    KafkaProducer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(Duration.ofSeconds(2));
    }
  }
}
