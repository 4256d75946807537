package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.testkit.TestHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads injected children past the hub, as a reader of committed records does. */
final class ChildReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A child as it is on Kafka. */
  record Child(String topic, String key, String insert, String parent, int level, JsonNode event) {
    /** What must be done once. */
    String pair() {
      return insert + "@" + parent;
    }

    String sha256() {
      return event.path("entity").path("sha256").asText();
    }
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Predicate<String> topics;
  private final List<Child> children = new ArrayList<>();

  /** Reads all topics that end so. */
  ChildReader(String bootstrap, String ending) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "none");
    settings.put("enable.auto.commit", false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    topics = name -> name.endsWith(ending);
  }

  /** All children that are committed now; those that were read before are not read again. */
  List<Child> all() {
    Set<TopicPartition> partitions = new HashSet<>();
    consumer
        .listTopics(Duration.ofSeconds(10))
        .forEach(
            (topic, infos) -> {
              if (topics.test(topic)) {
                infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
              }
            });
    Set<TopicPartition> appeared = new HashSet<>(partitions);
    appeared.removeAll(consumer.assignment());
    consumer.assign(partitions);
    if (!appeared.isEmpty()) {
      consumer.seekToBeginning(appeared);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        if (record.headers().lastHeader("injected-by") != null) {
          children.add(child(record));
        }
      }
    }
    return List.copyOf(children);
  }

  private static Child child(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new Child(
          record.topic(),
          new String(record.key(), UTF_8),
          header(record, "injected-by"),
          header(record, "injected-from"),
          Integer.parseInt(header(record, "injected-level")),
          JSON.readTree(record.value()));
    } catch (IOException corrupt) {
      throw new UncheckedIOException(corrupt);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return TestHeaders.text(record.headers(), name);
  }

  /** The children of those parents' files. */
  static List<Child> of(List<Child> children, Set<String> sha256s) {
    return children.stream().filter(child -> sha256s.contains(child.sha256())).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
