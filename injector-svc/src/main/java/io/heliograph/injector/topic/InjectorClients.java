package io.heliograph.injector.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.heliograph.kit.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Names the injector's clients of Kafka, and says what they have of their own. Thread-safe. */
@ApplicationScoped
public class InjectorClients {
  private static final String NAME = "hub-injector";

  /** Of one answer of a broker; the memory plan counts on them. */
  private static final int FETCH_BYTES_OF_PARENTS = 8 << 20;

  private static final int FETCH_BYTES_OF_READERS = 4 << 20;

  /** See the memory plan. */
  private static final int PRODUCER_BYTES = 16 << 20;

  /**
   * How long the group waits for a member that died while the broker was unavailable, since the
   * broker still knows it when it comes back. A turn of the injection must be shorter.
   */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(8);

  /** The injection thread beats between two waits: none may be longer. */
  private static final int BLOCK_MILLIS = 8_000;

  private final KafkaClients kafka;
  private final TopicSettings topics;
  private final ReplicaSettings replica;
  private final EventSize size;

  InjectorClients(
      KafkaClients kafka, TopicSettings topics, ReplicaSettings replica, EventSize size) {
    this.kafka = kafka;
    this.topics = topics;
    this.replica = replica;
    this.size = size;
  }

  /** The group that shares the partitions of parents. */
  public String group() {
    return HubTopics.namePrefix(topics) + NAME;
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
    return kafka.admin(name(purpose), answer());
  }

  private String name(String purpose) {
    return NAME + "-" + purpose + "-" + replica.slot();
  }

  private Duration answer() {
    return topics.requestTimeout();
  }

  /** A consumer of committed records, without a group: it reads where it is told to. */
  public KafkaConsumer<byte[], byte[]> reader(String purpose) {
    return kafka.consumer(
        name(purpose),
        answer(),
        Map.of(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            FETCH_BYTES_OF_READERS,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2_000));
  }

  /**
   * A member of the group that shares the partitions of parents. Partitions are dealt in turn, the
   * topics one after the other, so that each topic's are spread over the replicas: a hot topic is
   * work for all. All stop during a rebalance, which takes as long as a heartbeat.
   */
  public KafkaConsumer<byte[], byte[]> member(int recordsMax) {
    return kafka.member(
        memberName(replica.slot()),
        group(),
        POLL_INTERVAL,
        answer(),
        Map.of(
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            FETCH_BYTES_OF_PARENTS,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            RoundRobinAssignor.class.getName(),
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            500,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            5_000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            recordsMax));
  }

  /** The producer of this slot's transactions. */
  public KafkaProducer<byte[], byte[]> transactionalProducer() {
    int timeoutMillis = Math.toIntExact(replica.transactionTimeout().toMillis());
    return kafka.producer(
        name("producer"),
        size.recordBytesMax(),
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId(replica.slot()),
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            timeoutMillis,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            timeoutMillis,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            timeoutMillis,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            BLOCK_MILLIS,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            PRODUCER_BYTES));
  }
}
