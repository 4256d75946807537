package io.heliograph.dashboard.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.message.Rejection;
import io.heliograph.dashboard.topic.KafkaClients;
import io.heliograph.event.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private static final long CONFIRM_SECONDS_MAX = 30;

  private final KafkaClients clients;
  private final String topic;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private @Nullable KafkaProducer<String, byte[]> producer;

  RejectedMessages(KafkaClients clients, Topics topics) {
    this.clients = clients;
    this.topic = topics.mispRejected();
  }

  void add(
      ConsumerRecord<byte[], byte[]> message, Rejection rejection, String detail, boolean partly) {
    if (producer == null) {
      producer = clients.producer("rejected", 0);
    }
    String place = message.topic() + "-" + message.partition() + "-" + message.offset();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, null, message.timestamp(), place, message.value());
    message.headers().forEach(record.headers()::add);
    record.headers().add(MispHeaders.REASON, rejection.wire().getBytes(UTF_8));
    record.headers().add(MispHeaders.DETAIL, detail.getBytes(UTF_8));
    record.headers().add(MispHeaders.OUTCOME, (partly ? "partly" : "rejected").getBytes(UTF_8));
    sent.add(producer.send(record));
  }

  /** Returns when all that was added is durable: before that no offset may move. */
  void confirm() throws ExecutionException, InterruptedException, TimeoutException {
    try {
      for (Future<RecordMetadata> one : sent) {
        var unused = one.get(CONFIRM_SECONDS_MAX, TimeUnit.SECONDS);
      }
    } finally {
      sent.clear();
    }
  }

  @PreDestroy
  void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
