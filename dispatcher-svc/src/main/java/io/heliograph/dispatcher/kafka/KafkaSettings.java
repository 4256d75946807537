package io.heliograph.dispatcher.kafka;

import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.thread.SupervisedThreads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How this replica talks to Kafka.
 *
 * @param cluster that it talks to
 * @param ordinal the number of this replica, stable over restarts: it names the transactional id
 * @param address where other replicas reach this one
 * @param incarnation tells this process from those before it under the same ordinal; without
 *     {@code @}
 */
public record KafkaSettings(KafkaCluster cluster, int ordinal, String address, String incarnation) {

  private static final Duration POLL_INTERVAL_MAX = Duration.ofSeconds(7);

  /** No wait of a client is longer, so that its thread can beat (and stop) in time. */
  private static final Duration CALL_MAX = Duration.ofSeconds(8);

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

  /** The name of this replica's transactional producer: one per ordinal, never shared. */
  public String transactionalId() {
    return prefix() + "hub-dispatcher-" + ordinal;
  }

  /**
   * Who writes cursors: this process, not only its ordinal. What an earlier process of the ordinal
   * noted about its stores must outlive the start of the next one.
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
   * A producer that takes whatever the hub has accepted.
   *
   * @param more what only this one has
   */
  public KafkaProducer<byte[], byte[]> producer(String clientId, Map<String, Object> more) {
    return cluster.clients().producer(clientId, cluster.recordBytesMax(), more);
  }

  /** A consumer that is a member of the group of that purpose. It polls every few seconds. */
  public KafkaConsumer<byte[], byte[]> member(String purpose, Map<String, Object> more) {
    return cluster
        .clients()
        .member(clientId(purpose), prefix() + purpose, POLL_INTERVAL_MAX, CALL_MAX, more);
  }

  /** Asks and tells the cluster what is neither read nor written; gives up after 8 seconds. */
  public Admin admin() {
    return cluster
        .clients()
        .admin(
            clientId("hub-admin"),
            CALL_MAX,
            Map.of(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL_MAX.toMillis() / 2));
  }

  /**
   * A consumer of committed records that reads where it is told to and never starts elsewhere. It
   * closes within 3 seconds, also when no broker answers.
   */
  public KafkaConsumer<byte[], byte[]> consumer(String purpose, Map<String, Object> more) {
    return cluster.clients().consumer(clientId(purpose), CALL_MAX, more);
  }

  /**
   * A consumer that keeps no values: they are there or not. A poll of well compressed records does
   * not grow with what they hold.
   */
  public KafkaConsumer<byte[], Boolean> consumerOfKeys(String purpose, Map<String, Object> more) {
    return cluster.clients().consumer(clientId(purpose), CALL_MAX, more, new Presence());
  }

  private String clientId(String purpose) {
    return purpose + "@" + address + "-" + ordinal;
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
}
