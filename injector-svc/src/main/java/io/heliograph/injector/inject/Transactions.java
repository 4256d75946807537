package io.heliograph.injector.inject;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Children, what is remembered of them, and the offsets of their parents: all or nothing. Begun
 * only when everything is at hand, because an open transaction holds back every reader of the
 * partitions that it writes to. The offsets go last, with the group's state as it was when the
 * partitions were assigned: a replica that lost them is refused. A commit whose outcome is unknown
 * is asked for again until it is known. Used by the injection thread alone.
 */
final class Transactions implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Transactions.class);
  private static final long BYTES_MAX = 8 << 20;

  /** What became of a transaction. */
  sealed interface Outcome {
    /** Committed. */
    record Written() implements Outcome {}

    /** Nothing is written, and will not be while these are among them: Kafka rejects them. */
    record Unwritable(List<PlannedChild> children, String reason) implements Outcome {}

    /** Nothing is written: the partitions of these children do not answer, others do. */
    record Unreachable(List<PlannedChild> children) implements Outcome {}
  }

  /** What transactions are written with. */
  record Surroundings(
      String noteTopic, InstantSource clock, InjectionMetrics metrics, BatchLimit limit) {}

  /** A child that was handed over, and what Kafka says of it. */
  private record Sent(
      PlannedChild child, Future<RecordMetadata> record, Future<RecordMetadata> note) {}

  private final Producer<byte[], byte[]> producer;
  private final Surroundings surroundings;
  private final Turn turn;
  private final Destinations destinations;

  /** Ends what an earlier process of the slot left open. */
  Transactions(Producer<byte[], byte[]> producer, Surroundings surroundings, Turn turn) {
    this.producer = producer;
    this.surroundings = surroundings;
    this.turn = turn;
    this.destinations = new Destinations(producer);
    try {
      producer.initTransactions();
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /** Whether so many should be written now; one that is longer would hold readers back. */
  boolean isFullWith(Batch children) {
    return children.size() >= surroundings.limit.now() || children.bytes() >= BYTES_MAX;
  }

  /**
   * Writes them; tries nothing when some of them cannot be written now.
   *
   * @throws KafkaException when nothing was written, or it is not known whether it was: the
   *     committed offsets tell
   */
  Outcome write(
      List<PlannedChild> children,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    List<PlannedChild> unreachable = destinations.unreachable(children, System.nanoTime());
    turn.beat();
    if (!unreachable.isEmpty()) {
      return new Outcome.Unreachable(unreachable);
    }
    Outcome outcome = transaction(children, offsets, group);
    switch (outcome) {
      case Outcome.Written written -> destinations.written(children);
      case Outcome.Unreachable some -> destinations.failed(some.children(), System.nanoTime());
      case Outcome.Unwritable others -> {}
    }
    return outcome;
  }

  private Outcome transaction(
      List<PlannedChild> children,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    long startNanos = System.nanoTime();
    List<Sent> sent = new ArrayList<>(children.size());
    try {
      producer.beginTransaction();
      long nowMillis = surroundings.clock.millis();
      for (PlannedChild child : children) {
        Future<RecordMetadata> record = producer.send(child.record());
        sent.add(
            new Sent(child, record, producer.send(child.note(surroundings.noteTopic, nowMillis))));
      }
      producer.sendOffsetsToTransaction(offsets, group);
      producer.flush();
      // Throws when one of them failed.
      commit();
    } catch (KafkaException failure) {
      surroundings.limit.failed();
      abort(failure);
      return verdict(sent).orElseThrow(() -> failure);
    }
    long nanos = System.nanoTime() - startNanos;
    surroundings.limit.committed(children.size(), nanos);
    surroundings.metrics.transaction(nanos);
    return new Outcome.Written();
  }

  /** Nothing else may be asked of Kafka before this is known. */
  private void commit() {
    while (true) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException unknown) {
        surroundings.metrics.commitUnknown();
        LOG.warnf("outcome of the commit unknown, asking again reason=%s", unknown.getMessage());
        turn.beat();
        if (!turn.running()) {
          throw unknown;
        }
      }
    }
  }

  /** What the records of a transaction that failed say; empty when they say nothing. */
  private static Optional<Outcome> verdict(List<Sent> sent) {
    List<PlannedChild> unwritable = new ArrayList<>();
    List<PlannedChild> unreachable = new ArrayList<>();
    String reason = "";
    boolean answered = false;
    for (Sent one : sent) {
      Throwable failure = failure(one.record);
      Throwable ofNote = failure(one.note);
      answered |= isWritten(one.record) || isWritten(one.note);
      if (isOfTheRecord(failure) || isOfTheRecord(ofNote)) {
        unwritable.add(one.child);
        reason = String.valueOf(isOfTheRecord(failure) ? failure : ofNote);
      } else if (isOfThePartition(failure) && !isOfThePartition(ofNote)) {
        unreachable.add(one.child);
      }
    }
    if (!unwritable.isEmpty()) {
      return Optional.of(new Outcome.Unwritable(unwritable, reason));
    }
    // When nothing could be written it is no partition that is away, but Kafka.
    return unreachable.isEmpty() || !answered
        ? Optional.empty()
        : Optional.of(new Outcome.Unreachable(unreachable));
  }

  /** Whether it would fail again, whatever is written with it. */
  private static boolean isOfTheRecord(@Nullable Throwable failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTimestampException;
  }

  /** Whether others can be written meanwhile. */
  private static boolean isOfThePartition(@Nullable Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof InvalidTopicException
        || failure instanceof TopicAuthorizationException;
  }

  private static boolean isWritten(Future<RecordMetadata> sent) {
    return sent.isDone() && sent.state() == Future.State.SUCCESS;
  }

  /** Why it failed; null when it did not, or is still under way. */
  private static @Nullable Throwable failure(Future<RecordMetadata> sent) {
    return sent.isDone() && sent.state() == Future.State.FAILED ? sent.exceptionNow() : null;
  }

  /** Readers need not wait for the timeout. */
  private void abort(KafkaException why) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException fatal) {
      why.addSuppressed(fatal);
      throw why;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
