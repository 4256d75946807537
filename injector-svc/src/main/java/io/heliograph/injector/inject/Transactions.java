package io.heliograph.injector.inject;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Children, what is remembered of them, and the offsets of their parents: all or nothing. Begun
 * only when everything is at hand, because an open transaction holds back every reader of the
 * partitions that it writes to. The offsets go last, with the group's state as it was when the
 * partitions were assigned: a replica that lost them is refused. Used by the injection thread
 * alone.
 */
final class Transactions implements AutoCloseable {
  private static final long BYTES_MAX = 8 << 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String noteTopic;
  private final InstantSource clock;
  private final InjectionMetrics metrics;
  private final BatchLimit limit;

  /** Ends what an earlier process of the slot left open. */
  Transactions(
      KafkaProducer<byte[], byte[]> producer,
      String noteTopic,
      InstantSource clock,
      InjectionMetrics metrics,
      BatchLimit limit) {
    this.producer = producer;
    this.noteTopic = noteTopic;
    this.clock = clock;
    this.metrics = metrics;
    this.limit = limit;
    try {
      producer.initTransactions();
    } catch (KafkaException failure) {
      close();
      throw failure;
    }
  }

  /** Whether so many should be written now; one that is longer would hold readers back. */
  boolean isFullWith(List<Planned> children) {
    return children.size() >= limit.now() || Planned.bytes(children) >= BYTES_MAX;
  }

  /**
   * Writes them.
   *
   * @throws KafkaException when nothing was written, or it is not known whether it was: the
   *     committed offsets tell
   */
  void write(
      List<Planned> children,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    long nowMillis = clock.millis();
    long startNanos = System.nanoTime();
    try {
      producer.beginTransaction();
      for (Planned child : children) {
        var unused = producer.send(child.record());
        unused = producer.send(child.note(noteTopic, nowMillis));
      }
      producer.sendOffsetsToTransaction(offsets, group);
      producer.commitTransaction();
    } catch (KafkaException failure) {
      limit.failed();
      abort(failure);
      throw failure;
    }
    long nanos = System.nanoTime() - startNanos;
    limit.committed(children.size(), nanos);
    metrics.transaction(nanos);
  }

  /** Readers need not wait for the timeout. */
  private void abort(KafkaException why) {
    try {
      producer.abortTransaction();
    } catch (KafkaException fatal) {
      why.addSuppressed(fatal);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
