package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.dispatcher.topic.TopicInfo;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
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
 *
 * <p>A status acknowledges its event, so it is sent only when Kafka has confirmed the results that
 * came with it: whoever sees the status finds them, and no crash leaves an event that is done
 * without its results.
 */
@Singleton
final class EventProducer {
  static final String AWAY = "kafka is not available";

  private final Supplier<Producer<byte[], byte[]>> source;
  private final Executor workers;
  private final TopicCatalogue catalogue;
  private final PublishMetrics metrics;
  private final int eventBytesMax;

  @Inject
  EventProducer(
      ProducerSource source,
      Workers workers,
      TopicCatalogue catalogue,
      PublishMetrics metrics,
      EventSize size) {
    this(source::producer, workers::execute, catalogue, metrics, size);
  }

  /**
   * For tests.
   *
   * @param workers where statuses are sent from when their results are confirmed; refuses with
   *     {@link HubException} when it is full
   */
  EventProducer(
      Supplier<Producer<byte[], byte[]>> source,
      Executor workers,
      TopicCatalogue catalogue,
      PublishMetrics metrics,
      EventSize size) {
    this.source = source;
    this.workers = workers;
    this.catalogue = catalogue;
    this.metrics = metrics;
    this.eventBytesMax = size.eventBytesMax();
  }

  /** Whether the cluster was reached at least once: before that nothing can be sent. */
  boolean reached() {
    return !catalogue.snapshot().isEmpty();
  }

  /**
   * Sends all events, in order but for statuses with results; the returned batch is done when Kafka
   * has answered each. The results of a status are the other events that follow it.
   */
  SendBatch send(List<PreparedEvent> events) {
    SendBatch batch = new SendBatch(events);
    Producer<byte[], byte[]> producer = source.get();
    Map<String, TopicInfo> topics = catalogue.snapshot();
    boolean away = false;
    int index = 0;
    while (index < events.size()) {
      int end = endOfResults(events, index);
      HeldStatus held =
          end == index + 1 ? null : new HeldStatus(batch, index, end - index - 1, this::release);
      for (int at = held == null ? index : index + 1; at < end; at++) {
        PreparedEvent event = events.get(at);
        String refusal = away ? AWAY : refusal(event, topics);
        if (refusal != null) {
          fail(batch, at, refusal, held);
        } else {
          away = !send(producer, new Sent(batch, at, held));
        }
      }
      index = end;
    }
    return batch;
  }

  /** Where the results of the event at that place end; the place after it when it has none. */
  private static int endOfResults(List<PreparedEvent> events, int index) {
    int end = index + 1;
    if (events.get(index).model() == Model.STATUS) {
      while (end < events.size() && events.get(end).model() != Model.STATUS) {
        end++;
      }
    }
    return end;
  }

  /** Sends a status whose results are confirmed; not on Kafka's thread, since a send may block. */
  private void release(SendBatch batch, int index) {
    try {
      workers.execute(
          () -> {
            String refusal = refusal(batch.events().get(index), catalogue.snapshot());
            if (refusal != null) {
              batch.failed(index, refusal, true);
            } else {
              boolean unused = send(source.get(), new Sent(batch, index, null));
            }
          });
    } catch (HubException full) {
      batch.failed(index, full.getMessage() + "; its results are published", true);
    }
  }

  private static void fail(SendBatch batch, int index, String refusal, @Nullable HeldStatus held) {
    batch.failed(index, refusal, true);
    if (held != null) {
      held.resultEnded(false);
    }
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
  private static boolean send(Producer<byte[], byte[]> producer, Sent sent) {
    try {
      Future<RecordMetadata> unused = producer.send(record(sent.event), sent);
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
    private final @Nullable HeldStatus held;
    private volatile @Nullable Thread sender = Thread.currentThread();
    private boolean away;

    /**
     * @param held the status that waits for this event
     */
    Sent(SendBatch batch, int index, @Nullable HeldStatus held) {
      this.batch = batch;
      this.index = index;
      this.event = batch.events().get(index);
      this.held = held;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
      if (failure == null) {
        metrics.produced(event);
        batch.confirmed();
        if (held != null) {
          held.resultEnded(true);
        }
      } else {
        boolean neverSent = Thread.currentThread().equals(sender);
        away = neverSent && failure instanceof TimeoutException;
        fail(failure, neverSent);
      }
    }

    void fail(Exception failure, boolean neverSent) {
      metrics.failed(event);
      batch.failed(index, reason(failure, neverSent), neverSent);
      if (held != null) {
        held.resultEnded(false);
      }
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
