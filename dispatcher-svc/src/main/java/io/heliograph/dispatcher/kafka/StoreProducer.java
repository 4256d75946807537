package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.state.Outcome;
import io.heliograph.coordinator.state.TransactionLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/**
 * The one transactional producer of this replica. A transaction ends with the proof that we own the
 * partitions it is about; the coordinator refuses a stale one (D9). Once the commit has been asked
 * for, only its answer says what became of it: while there is none, it is asked for again. Used by
 * the store's thread only; no call blocks for longer than a few of Kafka's waits of 8 seconds, with
 * a beat between them.
 */
final class StoreProducer implements TransactionLog {
  /** The offset of a proof says nothing: it is not read. */
  private static final OffsetAndMetadata PROVED = new OffsetAndMetadata(0);

  private final Supplier<? extends Producer<byte[], byte[]>> producers;
  private final Runnable beat;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param producers makes producers of our transactional id
   * @param beat called between waits
   */
  StoreProducer(Supplier<? extends Producer<byte[], byte[]>> producers, Runnable beat) {
    this.producers = producers;
    this.beat = beat;
  }

  /** A producer of Kafka's for this replica. */
  static Producer<byte[], byte[]> ofKafka(KafkaSettings settings) {
    return settings.producer(
        settings.transactionalId(),
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId(),
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 8_000,
            ProducerConfig.LINGER_MS_CONFIG, 0));
  }

  /**
   * Begins as the only producer of our transactional id: one before us is fenced, and what it left
   * open is aborted.
   */
  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      try {
        current.initTransactions();
      } catch (KafkaException failure) {
        current.close(Duration.ZERO);
        throw failure;
      }
      producer = current;
      beat.run();
    }
    return current;
  }

  @Override
  public Outcome write(Batch batch) {
    Producer<byte[], byte[]> current;
    try {
      current = producer();
    } catch (KafkaException failure) {
      return new Outcome.Failed(failure.toString());
    }
    Map<Integer, String> unwritable = new ConcurrentHashMap<>();
    try {
      send(current, batch, unwritable);
    } catch (KafkaException failure) {
      return unwritable.isEmpty()
          ? judge(failure, current, false)
          : unwritable(current, unwritable);
    }
    return unwritable.isEmpty() ? commit(current) : unwritable(current, unwritable);
  }

  private void send(
      Producer<byte[], byte[]> current, Batch batch, Map<Integer, String> unwritable) {
    current.beginTransaction();
    for (int at = 0; at < batch.records().size() && unwritable.isEmpty(); at++) {
      int number = at;
      var unused =
          current.send(
              record(batch.records().get(at)),
              (written, failure) -> {
                if (isNeverTaken(failure)) {
                  unwritable.put(number, failure.toString());
                }
              });
    }
    // What is refused is known before the commit is asked for.
    current.flush();
    beat.run();
    if (unwritable.isEmpty() && batch.member() != null && !batch.proof().isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      for (PartitionId id : batch.proof()) {
        offsets.put(new TopicPartition(id.topic(), id.partition()), PROVED);
      }
      current.sendOffsetsToTransaction(offsets, ((KafkaGroupMember) batch.member()).metadata());
      beat.run();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(NewRecord record) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            record.topic(),
            record.partition() == NewRecord.BY_KEY ? null : record.partition(),
            record.timestampMillis() == NewRecord.NOW ? null : record.timestampMillis(),
            record.key(),
            record.value());
    record.headers().forEach(header -> sent.headers().add(header.name(), header.value()));
    return sent;
  }

  private static boolean isNeverTaken(@Nullable Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidTimestampException
        || failure instanceof InvalidRecordException;
  }

  @Override
  public Outcome again() {
    Producer<byte[], byte[]> current = producer;
    return current == null ? new Outcome.Fenced("no producer any more", true) : commit(current);
  }

  private Outcome commit(Producer<byte[], byte[]> current) {
    try {
      current.commitTransaction();
      return new Outcome.Committed();
    } catch (TimeoutException | InterruptException unanswered) {
      return new Outcome.Unknown(unanswered.toString());
    } catch (KafkaException | IllegalStateException failure) {
      return judge(failure, current, true);
    } finally {
      beat.run();
    }
  }

  /** The transaction is over, and the producer with it: the next one begins by aborting it. */
  private Outcome unwritable(Producer<byte[], byte[]> current, Map<Integer, String> records) {
    return abort(current, new Outcome.Unwritable(records), false);
  }

  private Outcome judge(
      RuntimeException failure, Producer<byte[], byte[]> current, boolean commitAsked) {
    if (isAny(failure, ProducerFencedException.class, InvalidProducerEpochException.class)) {
      close();
      return new Outcome.Fenced(failure.toString(), commitAsked);
    }
    boolean refused =
        isAny(failure, CommitFailedException.class, UnknownMemberIdException.class)
            || isAny(failure, IllegalGenerationException.class, FencedInstanceIdException.class);
    return abort(
        current,
        refused ? new Outcome.Refused(failure.toString()) : new Outcome.Failed(failure.toString()),
        commitAsked);
  }

  private Outcome abort(
      Producer<byte[], byte[]> current, Outcome whenAborted, boolean commitAsked) {
    try {
      current.abortTransaction();
      return whenAborted;
    } catch (KafkaException | IllegalStateException over) {
      close();
      if (over instanceof ProducerFencedException || commitAsked) {
        return new Outcome.Fenced(over.toString(), commitAsked);
      }
      return whenAborted;
    } finally {
      beat.run();
    }
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
    Producer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(Duration.ofSeconds(2));
    }
  }
}
