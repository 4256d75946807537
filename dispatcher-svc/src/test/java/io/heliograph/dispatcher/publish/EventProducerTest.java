package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.event.PreparedEvent;
import io.heliograph.testkit.TestHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EventProducerTest {
  private static final int EVENT_BYTES_MAX = 20;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void shouldBeDoneOnlyWhenKafkaHasConfirmedEveryEvent() {
    SendBatch batch =
        events(kafka).send(List.of(PublishFixtures.event("k1"), PublishFixtures.event("k2")));

    kafka.completeNext();
    assertThat(batch.done().toCompletableFuture()).isNotDone();
    kafka.completeNext();

    assertThat(batch.done().toCompletableFuture()).isCompleted();
    assertThat(batch.hasFailures()).isFalse();
    assertThat(registry.get("dispatcher_events_published_total").functionCounter().count())
        .isEqualTo(2);
  }

  @Test
  void shouldWriteKeyValueAndHeadersWhenAnEventIsSent() {
    PreparedEvent event = PublishFixtures.event("k1");
    SendBatch unused = events(kafka).send(List.of(event));

    ProducerRecord<byte[], byte[]> record = kafka.history().getFirst();
    assertThat(record.topic()).isEqualTo(event.topic());
    assertThat(record.partition()).isNull();
    assertThat(new String(record.key(), UTF_8)).isEqualTo("k1");
    assertThat(record.value()).isEqualTo(event.json());
    assertThat(TestHeaders.text(record.headers(), "model")).isEqualTo("binary");
  }

  @Test
  void shouldPublishTheOthersWhenOneEventIsTooLarge() {
    PreparedEvent large = PublishFixtures.event("k1", "{\"padding\":\"0123456789\"}");
    SendBatch batch = events(kafka).send(List.of(large, PublishFixtures.event("k2")));

    kafka.completeNext();

    assertThat(batch.done().toCompletableFuture()).isCompleted();
    assertThat(batch.reason(0)).isEqualTo("message too large for kafka: 24 vs 20 bytes");
    assertThat(batch.reason(1)).isNull();
    assertThat(batch.failures()).isEqualTo(1);
    assertThat(batch.neverSent()).isFalse();
  }

  @Test
  void shouldFailTheRestAtOnceWhenASendBlocksInVain() {
    Blocked blocked = new Blocked();
    SendBatch batch =
        events(blocked).send(List.of(PublishFixtures.event("k1"), PublishFixtures.event("k2")));

    assertThat(batch.done().toCompletableFuture()).isCompleted();
    assertThat(blocked.sends).isEqualTo(1);
    assertThat(batch.reason(0)).isEqualTo("kafka is not available");
    assertThat(batch.reason(1)).isEqualTo("kafka is not available");
    assertThat(batch.neverSent()).isTrue();
  }

  @Test
  void shouldNotClaimThatAnEventIsLostWhenItsConfirmationIsLate() {
    SendBatch batch = events(kafka).send(List.of(PublishFixtures.event("k1")));

    kafka.errorNext(new TimeoutException("secret-broker:9092"));

    assertThat(batch.reason(0))
        .isEqualTo("kafka did not confirm in time, the event may be published");
    assertThat(batch.neverSent()).isFalse();
  }

  @Test
  void shouldNameTheTopicWhenItDoesNotExist() {
    PreparedEvent stray = PublishFixtures.eventFor("no.such.topic");

    SendBatch batch = events(kafka).send(List.of(stray));

    assertThat(batch.reason(0)).isEqualTo("topic no.such.topic does not exist");
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void shouldSendAStatusOnlyWhenItsResultsAreConfirmed() {
    PreparedEvent status = PublishFixtures.status("s1");
    SendBatch batch =
        events(kafka)
            .send(
                List.of(
                    status,
                    PublishFixtures.event("r1"),
                    PublishFixtures.event("r2"),
                    PublishFixtures.status("s2")));

    assertThat(keys()).containsExactly("r1", "r2", "s2");
    kafka.completeNext();
    assertThat(keys()).containsExactly("r1", "r2", "s2");
    kafka.completeNext();
    assertThat(keys()).containsExactly("r1", "r2", "s2", "s1");
    kafka.completeNext();
    assertThat(batch.done().toCompletableFuture()).isNotDone();
    kafka.completeNext();

    assertThat(batch.done().toCompletableFuture()).isCompleted();
    assertThat(batch.hasFailures()).isFalse();
  }

  @Test
  void shouldNotAcknowledgeWhenAResultIsLost() {
    PreparedEvent large = PublishFixtures.event("r1", "{\"padding\":\"0123456789\"}");
    SendBatch batch =
        events(kafka)
            .send(List.of(PublishFixtures.status("s1"), large, PublishFixtures.event("r2")));

    kafka.completeNext();

    assertThat(keys()).containsExactly("r2");
    assertThat(batch.done().toCompletableFuture()).isCompleted();
    assertThat(batch.reason(0)).isEqualTo("not published, since its results were not");
    assertThat(batch.reason(2)).isNull();
    assertThat(batch.failures()).isEqualTo(2);
  }

  private List<String> keys() {
    return kafka.history().stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private EventProducer events(Producer<byte[], byte[]> producer) {
    TopicCatalogue catalogue = PublishFixtures.catalogue();
    PublishMetrics metrics = new PublishMetrics(registry, new AdmissionBudget(1));
    return new EventProducer(
        () -> producer, Runnable::run, catalogue, metrics, PublishFixtures.size(EVENT_BYTES_MAX));
  }

  /** Answers as the real producer does when metadata or buffer room do not come in time. */
  private static final class Blocked extends MockProducer<byte[], byte[]> {
    private int sends;

    Blocked() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      sends++;
      TimeoutException failure = new TimeoutException("no metadata");
      callback.onCompletion(null, failure);
      return java.util.concurrent.CompletableFuture.failedFuture(failure);
    }
  }
}
