package io.heliograph.dashboard.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.heliograph.kit.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** Names the dashboard's clients of Kafka, and says what they have of their own. Thread-safe. */
@ApplicationScoped
public class DashboardClients {
  /** The largest message of MISP that is carried. */
  public static final int MESSAGE_BYTES_MAX = 16 << 20;

  /** With its key, its headers and what a batch adds. */
  static final int RECORD_BYTES_MAX = MESSAGE_BYTES_MAX + (64 << 10);

  private static final int BATCH_BYTES = 128 << 10;

  /** How soon a topic that is new is read. */
  private static final int NEW_TOPICS_MILLIS = 10_000;

  /**
   * Also the rebalance timeout: how long the group waits for a member that was killed together with
   * the broker. A member that takes longer for a batch only joins again, where Redis says.
   */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(12);

  /** Of the group, and of clients. */
  private static final String NAME = "hub-dashboard";

  private final KafkaClients kafka;
  private final TopicSettings settings;

  DashboardClients(KafkaClients kafka, TopicSettings settings) {
    this.kafka = kafka;
    this.settings = settings;
  }

  /** A client for topics and offsets. */
  public Admin admin(String purpose) {
    return kafka.admin(NAME + "-" + purpose, answer());
  }

  private Duration answer() {
    return settings.requestTimeout();
  }

  /**
   * A producer that writes each record once and to every in-sync replica.
   *
   * @param lingerMillis how long a record may wait for others; 0 when each is waited for
   */
  public KafkaProducer<String, byte[]> producer(String purpose, int lingerMillis) {
    return kafka.producer(
        NAME + "-" + purpose,
        RECORD_BYTES_MAX,
        Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            Math.toIntExact(answer().toMillis()),
            ProducerConfig.LINGER_MS_CONFIG,
            lingerMillis,
            ProducerConfig.BATCH_SIZE_CONFIG,
            BATCH_BYTES),
        new StringSerializer());
  }

  /** A member of the group that counts; where it begins is told by Redis, never by Kafka. */
  public KafkaConsumer<byte[], byte[]> consumer(int recordsMax) {
    return kafka.member(
        NAME + "-counter",
        HubTopics.namePrefix(settings) + NAME,
        POLL_INTERVAL,
        answer(),
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            recordsMax,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            NEW_TOPICS_MILLIS,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName()));
  }

  /** Reads partitions that it is given, outside any group. */
  public KafkaConsumer<byte[], byte[]> reader(int recordsMax) {
    return kafka.consumer(
        NAME + "-reader", answer(), Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax));
  }
}
