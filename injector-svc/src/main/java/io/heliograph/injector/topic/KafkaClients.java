package io.heliograph.injector.topic;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients of Kafka. Thread-safe. */
@ApplicationScoped
public class KafkaClients {
  private static final String NAME = "hub-injector";

  /** Of one answer of a broker; the memory plan counts on them. */
  private static final int FETCH_BYTES_OF_PARENTS = 8 << 20;

  private static final int FETCH_BYTES_OF_READERS = 4 << 20;

  /** See the memory plan. */
  private static final int PRODUCER_BYTES = 16 << 20;

  /**
   * So long the group waits for a member that died while the broker was away, since the broker that
   * comes back knows it still. A turn of the injection must be shorter.
   */
  private static final int POLL_INTERVAL_MILLIS = 8_000;

  /** The injection thread beats between two waits: none may be longer. */
  private static final int BLOCK_MILLIS = 8_000;

  private final Map<String, Object> kafka;
  private final TopicSettings topics;
  private final ReplicaSettings replica;
  private final EventSize size;

  KafkaClients(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      TopicSettings topics,
      ReplicaSettings replica,
      EventSize size) {
    this.kafka = kafka;
    this.topics = topics;
    this.replica = replica;
    this.size = size;
  }

  /** The group that shares the partitions of parents. */
  public String group() {
    return topics.prefix().map(text -> text + ".").orElse("") + NAME;
  }

  /** The transactional id of a replica: one per slot, never shared. */
  public String transactionalId(int slot) {
    return group() + "-" + slot;
  }

  /** What the client ids of a replica's members of the group are. */
  public String memberName(int slot) {
    return NAME + "-" + slot;
  }

  /** A client for topics and offsets. */
  public Admin admin(String purpose) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, name(purpose));
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, topics.requestTimeoutMillis());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, topics.requestTimeoutMillis());
    return Admin.create(properties);
  }

  private String name(String purpose) {
    return NAME + "-" + purpose + "-" + replica.slot();
  }

  /** A consumer of committed records, without a group: it reads where it is told to. */
  public KafkaConsumer<byte[], byte[]> reader(String purpose) {
    Map<String, Object> properties = committedOnly(name(purpose), FETCH_BYTES_OF_READERS);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    return new QuickClosing(properties);
  }

  /**
   * A member of the group that shares the partitions of parents. Partitions are dealt in turn, the
   * topics one after the other, so that each topic's are spread over the replicas: a hot topic is
   * work for all. All stop while the group shares anew, which is as long as a heartbeat.
   */
  public KafkaConsumer<byte[], byte[]> member(int recordsMax) {
    Map<String, Object> properties =
        committedOnly(memberName(replica.slot()), FETCH_BYTES_OF_PARENTS);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group());
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RoundRobinAssignor.class.getName());
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
    properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
    properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax);
    return new QuickClosing(properties);
  }

  private Map<String, Object> committedOnly(String clientId, int fetchBytes) {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, topics.requestTimeoutMillis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, topics.requestTimeoutMillis());
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return properties;
  }

  /** The producer of this slot's transactions. */
  public KafkaProducer<byte[], byte[]> transactionalProducer() {
    int timeoutMillis = Math.toIntExact(replica.transactionTimeout().toMillis());
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, name("producer"));
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(replica.slot()));
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMillis);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BYTES);
    properties.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, size.eventBytesMax() + EventSize.ENVELOPE_BYTES);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Closes within seconds, also when Kafka is away: threads beat between their waits. */
  private static final class QuickClosing extends KafkaConsumer<byte[], byte[]> {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    QuickClosing(Map<String, Object> properties) {
      super(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
      close(CloseOptions.timeout(CLOSE));
    }
  }
}
