package io.heliograph.dispatcher.kafka;

import static io.heliograph.coordinator.state.StoreFixtures.PARTITION;
import static io.heliograph.coordinator.state.StoreFixtures.membership;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.state.Outcome;
import io.heliograph.coordinator.state.TransactionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What Kafka's answers, and the lack of them, say about a transaction. */
class StoreProducerTest {
  private static final TransactionLog.Batch BATCH =
      new TransactionLog.Batch(
          List.of(record("one"), record("two")), membership(PARTITION), Set.of(PARTITION));

  private final List<Kafka> made = new ArrayList<>();
  private final StoreProducer log =
      new StoreProducer(
          () -> {
            made.add(new Kafka());
            return made.getLast();
          },
          () -> {});

  /** Kafka's own producer for tests, which commits as it is told. */
  private static final class Kafka extends MockProducer<byte[], byte[]> {
    private int commitsUnanswered;
    private int commits;

    Kafka() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      if (record.value().length > 100) {
        callback.onCompletion(null, new RecordTooLargeException("101 bytes"));
      }
      return super.send(record, callback);
    }

    @Override
    public void commitTransaction() {
      commits++;
      if (commits <= commitsUnanswered) {
        throw new TimeoutException("no answer");
      }
      super.commitTransaction();
    }
  }

  @Test
  void shouldAskForTheSameCommitUntilItIsAnswered() {
    Kafka kafka = begun();
    kafka.commitsUnanswered = 4;

    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Unknown.class);
    for (int i = 0; i < 3; i++) {
      assertThat(log.again()).isInstanceOf(Outcome.Unknown.class);
    }
    assertThat(log.again()).isInstanceOf(Outcome.Committed.class);

    assertThat(kafka.transactionAborted()).isFalse();
    assertThat(kafka.history()).hasSize(2);
    assertThat(made).hasSize(1);
  }

  @Test
  void shouldNotTakeItForUndoneWhenTheProducerIsFencedAfterTheCommitWasAskedFor() {
    Kafka kafka = begun();
    kafka.commitsUnanswered = 1;
    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Unknown.class);
    kafka.commitTransactionException = new InvalidProducerEpochException("timed out");

    Outcome outcome = log.again();

    assertThat(outcome).isInstanceOf(Outcome.Fenced.class);
    assertThat(((Outcome.Fenced) outcome).perhapsWritten()).isTrue();
    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Committed.class);
    assertThat(made).hasSize(2);
  }

  @Test
  void shouldKnowThatNothingWasWrittenWhenTheProofIsRefused() {
    Kafka kafka = begun();
    kafka.sendOffsetsToTransactionException = new CommitFailedException("another member");

    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Refused.class);

    assertThat(kafka.transactionAborted()).isTrue();
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldBeginWithAnotherProducerWhenTheAbortIsNotAnswered() {
    Kafka kafka = begun();
    kafka.sendOffsetsToTransactionException = new TimeoutException("no answer");
    kafka.abortTransactionException = new TimeoutException("no answer");

    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Failed.class);
    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Committed.class);

    assertThat(made).hasSize(2);
  }

  @Test
  void shouldNameTheRecordsThatKafkaNeverTakes() {
    Kafka kafka = begun();

    Outcome outcome =
        log.write(
            new TransactionLog.Batch(
                List.of(record("one"), record("x".repeat(101))), null, Set.of()));

    assertThat(outcome).isInstanceOf(Outcome.Unwritable.class);
    assertThat(((Outcome.Unwritable) outcome).records()).containsOnlyKeys(1);
    assertThat(kafka.transactionAborted()).isTrue();
    assertThat(log.write(BATCH)).isInstanceOf(Outcome.Committed.class);
  }

  @Test
  void shouldBeOverWhenAnotherProducerOfTheSlotBegan() {
    Kafka kafka = begun();
    kafka.sendException = new ProducerFencedException("another");

    Outcome outcome = log.write(BATCH);

    assertThat(outcome).isInstanceOf(Outcome.Fenced.class);
    assertThat(((Outcome.Fenced) outcome).perhapsWritten()).isFalse();
  }

  @Test
  void shouldFailAndTryAgainWhenNoProducerCanBeMade() {
    StoreProducer unresolved =
        new StoreProducer(
            () -> {
              throw new KafkaException("No resolvable bootstrap urls");
            },
            () -> {});

    assertThat(unresolved.write(BATCH)).isInstanceOf(Outcome.Failed.class);
    assertThat(unresolved.write(BATCH)).isInstanceOf(Outcome.Failed.class);
  }

  /** The producer that the log has made by committing once. */
  private Kafka begun() {
    assertThat(log.write(new TransactionLog.Batch(List.of(record("first")), null, Set.of())))
        .isInstanceOf(Outcome.Committed.class);
    Kafka kafka = made.getFirst();
    kafka.clear();
    kafka.commits = 0;
    return kafka;
  }

  private static NewRecord record(String value) {
    return NewRecord.of("hub.cursors", 0, "k", value.getBytes(UTF_8));
  }
}
