package io.heliograph.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.cli.demo.RunLedger.FinalStatus;
import io.heliograph.cli.demo.RunLedger.StoredEvent;
import io.heliograph.cli.demo.RunLedger.Task;
import io.heliograph.cli.hub.HubException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the topics themselves, with a plain consumer and past the hub, from their ends at the start
 * of the run, and enters what belongs to the run into the ledger. Lives on one thread.
 */
final class TopicTail implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STATUS_TOPIC = "azul.status";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);

  /** A task with one of these is not over. */
  private static final Set<String> PASSING =
      Set.of(
          "heartbeat",
          "dequeued",
          "download-requested",
          "error-exception",
          "error-network",
          "error-runner",
          "error-timeout",
          "error-out-of-memory");

  private final KafkaConsumer<String, byte[]> consumer;
  private final RunLedger ledger;

  private TopicTail(KafkaConsumer<String, byte[]> consumer, RunLedger ledger) {
    this.consumer = consumer;
    this.ledger = ledger;
  }

  /**
   * Notes the topics' ends now.
   *
   * @throws HubException when Kafka does not answer
   */
  static TopicTail start(String kafka, RunLedger ledger) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none");
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic :
          List.of(Loader.SOURCE + ".binary.data", Loader.SOURCE + ".binary", STATUS_TOPIC)) {
        consumer
            .partitionsFor(topic, START_LIMIT)
            .forEach(part -> partitions.add(new TopicPartition(topic, part.partition())));
      }
      consumer.assign(partitions);
      consumer
          .endOffsets(partitions, START_LIMIT)
          .forEach((partition, end) -> consumer.seek(partition, end));
      return new TopicTail(consumer, ledger);
    } catch (KafkaException failure) {
      consumer.close();
      throw new HubException("cannot read Kafka at " + kafka + ": " + failure, failure);
    }
  }

  /** Enters available records; waits for that time when there are none. */
  void read(Duration limit) {
    try {
      for (ConsumerRecord<String, byte[]> entry : consumer.poll(limit)) {
        if (entry.value() != null) {
          enter(entry);
        }
      }
    } catch (KafkaException failure) {
      throw new HubException("cannot read Kafka: " + failure, failure);
    }
  }

  /** Enters everything that was written before this call. */
  void readToEnd() {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), START_LIMIT);
      long beginNanos = System.nanoTime();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() - beginNanos > START_LIMIT.toNanos()) {
          throw new HubException("timed out reading from Kafka");
        }
        read(SHORT);
      }
    } catch (KafkaException failure) {
      throw new HubException("cannot read Kafka: " + failure, failure);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void enter(ConsumerRecord<String, byte[]> entry) {
    JsonNode event = parse(entry);
    if (entry.topic().equals(STATUS_TOPIC)) {
      JsonNode input = event.path("entity").path("input");
      String status = event.path("entity").path("status").asText();
      if (isOurs(input) && !PASSING.contains(status)) {
        Task task =
            new Task(input.path("kafka_key").asText(), event.path("author").path("name").asText());
        String content = input.path("entity").path("sha256").asText();
        ledger.ended(task, entry.key(), new FinalStatus(status, file(input), content));
      }
    } else if (isOurs(event)) {
      JsonNode path = event.path("source").path("path");
      String parent = path.size() < 2 ? "" : path.get(path.size() - 2).path("sha256").asText();
      String author = event.path("author").path("name").asText();
      ledger.onKafka(
          entry.key(), new StoredEvent(event.path("action").asText(), author, file(event), parent));
    }
  }

  private static JsonNode parse(ConsumerRecord<String, byte[]> entry) {
    try {
      return JSON.readTree(entry.value());
    } catch (IOException damaged) {
      throw new HubException(
          "%s-%d@%d is not JSON".formatted(entry.topic(), entry.partition(), entry.offset()),
          damaged);
    }
  }

  private boolean isOurs(JsonNode event) {
    return event.path("source").path("references").path("run").asText().equals(ledger.run());
  }

  private static String file(JsonNode event) {
    return event.path("source").path("references").path("file").asText();
  }
}
