package io.heliograph.dashboard.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.message.Rejection;
import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.event.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages that do not count, or not whole, into {@code hub.misp.rejected}, with the reason
 * and where they were. The key is their place, so that one written twice (a crash before its offset
 * moved) is recognised. Used by the counting thread alone.
 */
@ApplicationScoped
public class RejectedMessages {
  private static final long CONFIRM_SECONDS_MAX = 8;

  /**
   * Places of what is durable already, so that a batch that is tried again writes nothing twice.
   */
  private static final int REMEMBERED_MAX = 10_000;

  private final DashboardClients clients;
  private final String topic;
  private final Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
  private final Set<String> durable = new LinkedHashSet<>();
  private @Nullable KafkaProducer<String, byte[]> producer;

  RejectedMessages(DashboardClients clients, Topics topics) {
    this.clients = clients;
    this.topic = topics.mispRejected();
  }

  void add(
      ConsumerRecord<byte[], byte[]> message, Rejection rejection, String detail, boolean partly) {
    String place = message.topic() + "-" + message.partition() + "-" + message.offset();
    if (durable.contains(place + rejection) || sent.containsKey(place + rejection)) {
      return;
    }
    if (producer == null) {
      producer = clients.producer("rejected", 0);
    }
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, null, message.timestamp(), place, message.value());
    message.headers().forEach(record.headers()::add);
    record.headers().add(MispHeaders.REASON, rejection.wire().getBytes(UTF_8));
    record.headers().add(MispHeaders.DETAIL, detail.getBytes(UTF_8));
    record.headers().add(MispHeaders.OUTCOME, (partly ? "partly" : "rejected").getBytes(UTF_8));
    sent.put(place + rejection, producer.send(record));
  }

  /** Returns when all that was added is durable: before that no offset may move. */
  void confirm() throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONFIRM_SECONDS_MAX);
    try {
      for (Map.Entry<String, Future<RecordMetadata>> one : sent.entrySet()) {
        var unused = one.getValue().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        remember(one.getKey());
      }
    } finally {
      sent.clear();
    }
  }

  private void remember(String place) {
    durable.add(place);
    if (durable.size() > REMEMBERED_MAX) {
      durable.remove(durable.iterator().next());
    }
  }

  @PreDestroy
  void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
