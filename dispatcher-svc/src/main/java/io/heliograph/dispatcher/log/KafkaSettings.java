package io.heliograph.dispatcher.log;

import io.heliograph.kit.thread.SupervisedThreads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How this replica talks to Kafka.
 *
 * @param cluster that it talks to
 * @param slot the number of this replica, stable over restarts: it names the transactional id
 * @param address where other replicas reach this one
 * @param incarnation tells this process from those before it under the same slot; without {@code @}
 */
public record KafkaSettings(KafkaCluster cluster, int slot, String address, String incarnation) {

  private static final Duration CLOSE = Duration.ofSeconds(3);

  private static final int POLL_INTERVAL_MILLIS_MAX = 7_000;

  /** No wait of a client is longer, so that its thread can beat (and stop) in time. */
  private static final int CALL_MILLIS_MAX = 8_000;

  /** Of topics and groups, with its separator; may be empty. */
  public String prefix() {
    return cluster.prefix();
  }

  /** Makes the threads that read and write. */
  public SupervisedThreads threads() {
    return cluster.threads();
  }

  /** What is known of batches that cannot be read. */
  public CorruptBatches corrupt() {
    return cluster.corrupt();
  }

  /** The name of this replica's transactional producer: one per slot, never shared. */
  public String transactionalId() {
    return prefix() + "hub-dispatcher-" + slot;
  }

  /**
   * Who writes cursors: this process, not only its slot. What an earlier process of the slot noted
   * about its stores must outlive the start of the next one.
   */
  public String writer() {
    return transactionalId() + '@' + incarnation;
  }

  /** The transactional id of a {@link #writer}. */
  public static String transactionalIdOf(String writer) {
    int at = writer.lastIndexOf('@');
    return at < 0 ? writer : writer.substring(0, at);
  }

  /**
   * A producer that takes whatever the hub has accepted ({@link ProducerProperties}).
   *
   * @param more what only this one has
   */
  public KafkaProducer<byte[], byte[]> producer(String clientId, Map<String, Object> more) {
    return new KafkaProducer<>(
        ProducerProperties.of(cluster.base(), clientId, cluster.recordBytesMax(), more),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * A consumer that is a member of the group of that purpose. It has to poll every few seconds: the
   * group waits so long for a member that is dead when it is rebalanced, and nobody owns anything
   * meanwhile; Kafka's own default are five minutes.
   */
  public KafkaConsumer<byte[], byte[]> member(String purpose, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, prefix() + purpose);
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    all.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS_MAX);
    return consumer(purpose, all);
  }

  /** Asks and tells the cluster what is neither read nor written; gives up after 8 seconds. */
  public Admin admin() {
    Properties properties = new Properties();
    properties.putAll(cluster.base());
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "hub-admin@" + address + "-" + slot);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS_MAX / 2);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS_MAX);
    return Admin.create(properties);
  }

  /**
   * A consumer of committed records that reads where it is told to and never starts elsewhere. It
   * closes within 3 seconds, also when no broker answers.
   */
  public KafkaConsumer<byte[], byte[]> consumer(String purpose, Map<String, Object> more) {
    return consumer(purpose, more, new ByteArrayDeserializer());
  }

  /**
   * A consumer that keeps no values: they are there or not. A poll of well compressed records does
   * not grow with what they hold.
   */
  public KafkaConsumer<byte[], Boolean> consumerOfKeys(String purpose, Map<String, Object> more) {
    return consumer(purpose, more, new Presence());
  }

  /** Kafka asks for the bytes only where a deserializer wants them. */
  private static final class Presence implements Deserializer<Boolean> {
    @Override
    public Boolean deserialize(String topic, byte[] value) {
      return Boolean.TRUE;
    }

    @Override
    public Boolean deserialize(String topic, Headers headers, ByteBuffer value) {
      return Boolean.TRUE;
    }
  }

  private <V> KafkaConsumer<byte[], V> consumer(
      String purpose, Map<String, Object> more, Deserializer<V> values) {
    Properties properties = new Properties();
    properties.putAll(cluster.base());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS_MAX);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS_MAX);
    properties.putAll(more);
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, purpose + "@" + address + "-" + slot);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), values) {
      @Override
      public void close() {
        close(CloseOptions.timeout(CLOSE));
      }
    };
  }
}
