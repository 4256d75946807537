package io.heliograph.dispatcher.publish;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heliograph.dispatcher.error.HubException;
import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.dispatcher.topic.TopicInfo;
import io.heliograph.event.Model;
import io.heliograph.event.PreparedEvent;
import io.heliograph.kit.limit.SparseLog;
import io.heliograph.kit.thread.FatalErrors;
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
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
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
  private static final String UNEXPECTED = "internal error, the event may be published";
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(EventProducer.class));

  private final Supplier<Producer<byte[], byte[]>> source;
  private final Executor workers;
  private final TopicCatalogue catalogue;
  private final PublishMetrics metrics;
  private final int eventBytesMax;
  private final KafkaProgress progress = new KafkaProgress();

  @Inject
  EventProducer(
      ProducerSource source,
      PublishExecutor workers,
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
    Sending sending = new Sending(batch, producer(), catalogue.snapshot());
    int index = 0;
    while (index < events.size()) {
      int end = endOfResults(events, index);
      sending.group(index, end);
      index = end;
    }
    return batch;
  }

  private Producer<byte[], byte[]> producer() {
    try {
      return source.get();
    } catch (KafkaException | IllegalStateException none) {
      throw Publisher.away();
    }
  }

  /** One batch being handed to Kafka, by one thread. */
  private final class Sending {
    private final SendBatch batch;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, TopicInfo> topics;
    private boolean away;

    Sending(SendBatch batch, Producer<byte[], byte[]> producer, Map<String, TopicInfo> topics) {
      this.batch = batch;
      this.producer = producer;
      this.topics = topics;
    }

    /** A status with its results, or a single event; none of them is left without an end. */
    void group(int from, int to) {
      PendingStatus held = null;
      int at = from;
      try {
        if (to > from + 1) {
          held = new PendingStatus(batch, from, to - from - 1, EventProducer.this::release);
          at++;
        }
        for (; at < to; at++) {
          one(at, held);
        }
      } catch (RuntimeException | Error failure) {
        for (; at < to; at++) {
          fail(batch, at, UNEXPECTED, held);
        }
        LOG.failed("events not sent to Kafka", failure);
        FatalErrors.check(failure);
      }
    }

    private void one(int at, @Nullable PendingStatus held) {
      String refusal = away ? AWAY : refusal(batch.events().get(at), topics);
      if (refusal != null) {
        fail(batch, at, refusal, held);
      } else {
        away = !send(producer, sent(batch, at, held));
      }
    }
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
      workers.execute(() -> sendReleased(batch, index));
    } catch (HubException full) {
      batch.failed(index, full.getMessage() + "; its results are published", true);
    }
  }

  private void sendReleased(SendBatch batch, int index) {
    try {
      String refusal = refusal(batch.events().get(index), catalogue.snapshot());
      if (refusal != null) {
        batch.failed(index, refusal, true);
      } else {
        boolean unused = send(producer(), sent(batch, index, null));
      }
    } catch (HubException away) {
      batch.failed(index, AWAY + "; its results are published", true);
    } catch (RuntimeException | Error failure) {
      batch.failed(index, UNEXPECTED, true);
      LOG.failed("status not sent to Kafka", failure);
      FatalErrors.check(failure);
    }
  }

  private static void fail(
      SendBatch batch, int index, String refusal, @Nullable PendingStatus held) {
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

  private Sent sent(SendBatch batch, int index, @Nullable PendingStatus held) {
    return new Sent(batch, index, held, metrics, progress);
  }

  /** Sends one event; false when the send blocked in vain, then the event has failed. */
  private static boolean send(Producer<byte[], byte[]> producer, Sent sent) {
    try {
      do {
        sent.begins();
        Future<RecordMetadata> unused = producer.send(record(sent.event()), sent);
      } while (sent.again());
    } catch (RuntimeException refused) {
      sent.fail(refused, true);
    } catch (Error fatal) {
      sent.fail(fatal, false);
      FatalErrors.check(fatal);
    }
    return !sent.ends();
  }

  private static ProducerRecord<byte[], byte[]> record(PreparedEvent event) {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    byte[] key = event.kafkaKey().getBytes(ISO_8859_1);
    return new ProducerRecord<>(event.topic(), null, key, event.json(), headers);
  }
}
