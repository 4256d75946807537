package io.heliograph.dashboard.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the clients of Kafka, and the dashboard's topics. Thread-safe. */
@ApplicationScoped
public class KafkaClients {
  /** The largest message of MISP that is carried. */
  public static final int MESSAGE_BYTES_MAX = 16 << 20;

  private static final int OVERHEAD_BYTES = 64 << 10;
  private static final int BATCH_BYTES = 128 << 10;

  /** How soon a topic that is new is read. */
  private static final int NEW_TOPICS_MILLIS = 10_000;

  /**
   * Also the rebalance timeout: so long the group waits for a member that was killed together with
   * the broker. A member that takes longer for a batch only joins again, where Redis says.
   */
  private static final int POLL_INTERVAL_MILLIS = 12_000;

  private static final String GROUP = "hub-dashboard";

  private final Map<String, Object> kafka;
  private final TopicSettings settings;
  private final Topics topics;

  KafkaClients(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicSettings settings,
      Topics topics) {
    this.kafka = kafka;
    this.settings = settings;
    this.topics = topics;
  }

  /** A client for topics and offsets. */
  public Admin admin() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "hub-dashboard-admin");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    properties.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    return Admin.create(properties);
  }

  /**
   * A producer that writes each record once and to every in-sync replica.
   *
   * @param lingerMillis how long a record may wait for others; 0 when each is waited for
   */
  public KafkaProducer<String, byte[]> producer(String purpose, int lingerMillis) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "hub-dashboard-" + purpose);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.requestTimeoutMillis());
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MESSAGE_BYTES_MAX + OVERHEAD_BYTES);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /** A member of the group that counts; where it begins is told by Redis, never by Kafka. */
  public KafkaConsumer<byte[], byte[]> consumer(int recordsMax) {
    Map<String, Object> properties = new HashMap<>(kafka);
    String prefix = settings.prefix().map(text -> text + ".").orElse("");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, prefix + GROUP);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "hub-dashboard-counter");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax);
    properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, NEW_TOPICS_MILLIS);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads partitions that it is given, outside any group. */
  public KafkaConsumer<byte[], byte[]> reader(int recordsMax) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "hub-dashboard-reader");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The pause between two looks for topics that are missing. */
  public Duration retry() {
    return settings.retry();
  }

  /**
   * Makes the dashboard's topics that are missing, unless somebody else does that ({@code
   * hub.topics.manage=none}).
   *
   * @return those that were missing: empty when all are there
   */
  public List<String> makeTopics(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> present = admin.listTopics().names().get();
    List<NewTopic> missing = new ArrayList<>();
    for (TopicSpec spec : topics.ofDashboard()) {
      if (!present.contains(spec.name())) {
        Map<String, String> config = new HashMap<>(spec.config());
        config.put("max.message.bytes", Integer.toString(MESSAGE_BYTES_MAX + OVERHEAD_BYTES));
        missing.add(
            new NewTopic(spec.name(), spec.partitions(), (short) spec.replicationFactor())
                .configs(config));
      }
    }
    if (!missing.isEmpty() && settings.manage() != TopicSettings.Manage.NONE) {
      admin.createTopics(missing).all().get();
    }
    return missing.stream().map(NewTopic::name).toList();
  }
}
