package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.dispatcher.topic.TopicInfo;
import io.heliograph.event.PreparedEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Writes prepared events to Kafka through the one producer of this process. A send may block for
 * {@link ProducerSettings#blockMillisMax()}, so it is called from bounded threads only; if one does
 * block in vain, the rest of its batch fails at once instead of blocking as long again.
 */
@Singleton
final class EventProducer {
  static final String AWAY = "kafka is not available";

  private final Supplier<Producer<byte[], byte[]>> source;
  private final TopicCatalogue catalogue;
  private final PublishMetrics metrics;
  private final int eventBytesMax;

  @Inject
  EventProducer(
      ProducerSource source, TopicCatalogue catalogue, PublishMetrics metrics, EventSize size) {
    this(source::producer, catalogue, metrics, size);
  }

  EventProducer(
      Supplier<Producer<byte[], byte[]>> source,
      TopicCatalogue catalogue,
      PublishMetrics metrics,
      EventSize size) {
    this.source = source;
    this.catalogue = catalogue;
    this.metrics = metrics;
    this.eventBytesMax = size.eventBytesMax();
  }

  /** Whether the cluster was reached at least once: before that nothing can be sent. */
  boolean reached() {
    return !catalogue.snapshot().isEmpty();
  }

  /** Sends all events, in order; the returned batch is done when Kafka has answered each. */
  SendBatch send(List<PreparedEvent> events) {
    SendBatch batch = new SendBatch(events);
    Producer<byte[], byte[]> producer = source.get();
    Map<String, TopicInfo> topics = catalogue.snapshot();
    boolean away = false;
    for (int index = 0; index < events.size(); index++) {
      PreparedEvent event = events.get(index);
      String refusal = away ? AWAY : refusal(event, topics);
      if (refusal != null) {
        batch.failed(index, refusal, true);
      } else {
        away = !send(producer, batch, index);
      }
    }
    return batch;
  }

  private @Nullable String refusal(PreparedEvent event, Map<String, TopicInfo> topics) {
    if (event.json().length > eventBytesMax) {
      return "message too large for kafka: "
          + event.json().length
          + " vs "
          + eventBytesMax
          + " bytes";
    }
    return topics.containsKey(event.topic()) ? null : "topic " + event.topic() + " does not exist";
  }

  /** Sends one event; false when the send blocked in vain, then the event has failed. */
  private boolean send(Producer<byte[], byte[]> producer, SendBatch batch, int index) {
    PreparedEvent event = batch.events().get(index);
    Sent sent = new Sent(batch, index, event);
    try {
      Future<RecordMetadata> unused = producer.send(record(event), sent);
    } catch (KafkaException | IllegalStateException refused) {
      sent.fail(refused, true);
    }
    sent.sender = null;
    return !sent.away;
  }

  private static ProducerRecord<byte[], byte[]> record(PreparedEvent event) {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    byte[] key = event.kafkaKey().getBytes(ISO_8859_1);
    return new ProducerRecord<>(event.topic(), null, key, event.json(), headers);
  }

  /** What the producer calls when an event has ended, once. */
  private final class Sent implements org.apache.kafka.clients.producer.Callback {
    private final SendBatch batch;
    private final int index;
    private final PreparedEvent event;
    private volatile @Nullable Thread sender = Thread.currentThread();
    private boolean away;

    Sent(SendBatch batch, int index, PreparedEvent event) {
      this.batch = batch;
      this.index = index;
      this.event = event;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
      if (failure == null) {
        metrics.produced(event);
        batch.confirmed();
      } else {
        boolean neverSent = Thread.currentThread().equals(sender);
        away = neverSent && failure instanceof TimeoutException;
        fail(failure, neverSent);
      }
    }

    void fail(Exception failure, boolean neverSent) {
      metrics.failed(event);
      batch.failed(index, reason(failure, neverSent), neverSent);
    }

    private String reason(Exception failure, boolean neverSent) {
      return switch (failure) {
        case RecordTooLargeException tooLarge ->
            "message too large for kafka: " + event.json().length + " bytes";
        case TimeoutException late when neverSent -> AWAY;
        case TimeoutException late -> "kafka did not confirm in time, the event may be published";
        default -> "kafka refused the event: " + failure.getClass().getSimpleName();
      };
    }
  }
}
