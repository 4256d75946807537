package io.heliograph.dashboard.topic;

import io.heliograph.event.TopicSpec;
import io.heliograph.event.Topics;
import io.heliograph.kit.kafka.HubTopics;
import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.kafka.NewTopics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** Names the dashboard's clients of Kafka, and makes its topics. Thread-safe. */
@ApplicationScoped
public class DashboardClients {
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
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(12);

  /** Of the group, and of clients. */
  private static final String NAME = "hub-dashboard";

  private final KafkaClients kafka;
  private final TopicSettings settings;
  private final Topics topics;

  DashboardClients(KafkaClients kafka, TopicSettings settings, Topics topics) {
    this.kafka = kafka;
    this.settings = settings;
    this.topics = topics;
  }

  /** A client for topics and offsets. */
  public Admin admin() {
    return kafka.admin(NAME + "-admin", answer());
  }

  private Duration answer() {
    return Duration.ofMillis(settings.requestTimeoutMillis());
  }

  /**
   * A producer that writes each record once and to every in-sync replica.
   *
   * @param lingerMillis how long a record may wait for others; 0 when each is waited for
   */
  public KafkaProducer<String, byte[]> producer(String purpose, int lingerMillis) {
    return kafka.producer(
        NAME + "-" + purpose,
        MESSAGE_BYTES_MAX + OVERHEAD_BYTES,
        Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            settings.requestTimeoutMillis(),
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
        settings.prefix().map(text -> text + ".").orElse("") + NAME,
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
        missing.add(
            new NewTopic(spec.name(), spec.partitions(), (short) spec.replicationFactor())
                .configs(spec.sized(MESSAGE_BYTES_MAX + OVERHEAD_BYTES).config()));
      }
    }
    if (!missing.isEmpty() && settings.manage() != HubTopics.Manage.NONE) {
      NewTopics.create(admin, missing);
    }
    return missing.stream().map(NewTopic::name).toList();
  }
}
