package io.heliograph.bench.dispatcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What Kafka's own clients reach on the same broker with the same bytes: the limit of any hub. In a
 * topic of their own: the hub would read what is written into one of its topics.
 */
record Floors(String bootstrap) {
  private static final String TOPIC = "bench.floor";
  private static final int IN_FLIGHT = 1_000;

  static Floors on(String bootstrap) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      NewTopic topic = new NewTopic(TOPIC, 1, (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    }
    return new Floors(bootstrap);
  }

  /** One record at a time, the next when the last one is acknowledged. */
  Figures roundTrip(String name, Duration time) throws InterruptedException, ExecutionException {
    List<Long> latencies = new ArrayList<>();
    long begunNanos = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      while (System.nanoTime() - begunNanos < time.toNanos()) {
        ProducerRecord<byte[], byte[]> record = record();
        long askedNanos = System.nanoTime();
        RecordMetadata unused = producer.send(record).get();
        latencies.add(System.nanoTime() - askedNanos);
      }
    }
    return figures(name, latencies.size(), begunNanos, latencies);
  }

  /** As fast as it goes, with a bound on what is in flight. */
  Figures producing(String name, Duration time) throws InterruptedException, ExecutionException {
    long begunNanos = System.nanoTime();
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      List<Future<RecordMetadata>> inFlight = new ArrayList<>();
      while (System.nanoTime() - begunNanos < time.toNanos()) {
        inFlight.add(producer.send(record()));
        sent++;
        if (inFlight.size() == IN_FLIGHT) {
          for (Future<RecordMetadata> one : inFlight) {
            RecordMetadata unused = one.get();
          }
          inFlight.clear();
        }
      }
    }
    return figures(name, sent, begunNanos, List.of());
  }

  /** The whole topic. */
  Figures consuming(String name) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    long read = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      long begunNanos = System.nanoTime();
      while (consumer.position(partition) < end) {
        read += consumer.poll(Duration.ofMillis(200)).count();
      }
      return figures(name, read, begunNanos, List.of());
    }
  }

  private static Figures figures(
      String name, long events, long begunNanos, List<Long> latenciesNanos) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
    long[] nanos = latenciesNanos.stream().mapToLong(Long::longValue).toArray();
    return new Figures(name, events, elapsed, Duration.ZERO, nanos);
  }

  /** With a key, as the hub's records have. */
  private static ProducerRecord<byte[], byte[]> record() {
    byte[] key = Long.toHexString(ThreadLocalRandom.current().nextLong()).getBytes(ISO_8859_1);
    return new ProducerRecord<>(TOPIC, key, Events.body(1));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("linger.ms", 0);
    settings.put("compression.type", "lz4");
    settings.put("batch.size", 524_288);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
