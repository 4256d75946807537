package io.heliograph.kit.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes the clients of one cluster; whoever makes one closes it. What all of a kind have in common
 * cannot be taken back: producers wait for all replicas, write nothing twice and take the largest
 * record that the service accepts; consumers read committed records only, from where they are told
 * to, and close within 3 seconds, also when no broker answers. Thread-safe; nothing here waits for
 * a broker, but each method throws {@link org.apache.kafka.common.KafkaException} when no broker's
 * name resolves.
 *
 * <p>The parameter {@code more} has the properties that only one client has; {@code answer} is how
 * long a call of a client may wait for the cluster.
 */
public final class KafkaClients {
  private static final Duration CLOSE = Duration.ofSeconds(3);

  static {
    NativeLz4.load();
  }

  private final ClientProperties properties;

  /**
   * The clients of a cluster.
   *
   * @param base properties of every client, {@code bootstrap.servers} among them
   */
  public KafkaClients(Map<String, ?> base) {
    properties = new ClientProperties(Map.copyOf(base));
  }

  /** Asks and tells the cluster what is neither read nor written. */
  public Admin admin(String clientId, Duration answer) {
    return admin(clientId, answer, Map.of());
  }

  /** Asks and tells the cluster what is neither read nor written. */
  public Admin admin(String clientId, Duration answer, Map<String, ?> more) {
    return Admin.create(properties.admin(clientId, answer, more));
  }

  /** The properties of {@link #admin(String, Duration)}, for clients below it. */
  public Map<String, Object> adminProperties(String clientId, Duration answer) {
    return properties.admin(clientId, answer, Map.of());
  }

  /** A producer; {@code recordBytesMax} is the largest record that may come in. */
  public KafkaProducer<byte[], byte[]> producer(
      String clientId, int recordBytesMax, Map<String, ?> more) {
    return producer(clientId, recordBytesMax, more, new ByteArraySerializer());
  }

  /** A producer with keys of a type of its own. */
  public <K> KafkaProducer<K, byte[]> producer(
      String clientId, int recordBytesMax, Map<String, ?> more, Serializer<K> keys) {
    return new KafkaProducer<>(
        properties.producer(clientId, recordBytesMax, more), keys, new ByteArraySerializer());
  }

  /** A consumer without a group. */
  public KafkaConsumer<byte[], byte[]> consumer(
      String clientId, Duration answer, Map<String, ?> more) {
    return consumer(clientId, answer, more, new ByteArrayDeserializer());
  }

  /** A consumer without a group, with values of a type of its own. */
  public <V> KafkaConsumer<byte[], V> consumer(
      String clientId, Duration answer, Map<String, ?> more, Deserializer<V> values) {
    return new QuickClosing<>(properties.consumer(clientId, answer, more), values);
  }

  /**
   * A member of a group.
   *
   * @param pollMax how long it may be away from its polls. Also the rebalance timeout: how long the
   *     group waits for a dead member, while no partition has an owner; Kafka's own default is five
   *     minutes.
   */
  public KafkaConsumer<byte[], byte[]> member(
      String clientId, String group, Duration pollMax, Duration answer, Map<String, ?> more) {
    return consumer(clientId, answer, ClientProperties.member(group, pollMax, more));
  }

  /** Threads beat between their waits: none may wait for a broker that is away. */
  private static final class QuickClosing<V> extends KafkaConsumer<byte[], V> {
    QuickClosing(Map<String, Object> properties, Deserializer<V> values) {
      super(properties, new ByteArrayDeserializer(), values);
    }

    @Override
    public void close() {
      close(CloseOptions.timeout(CLOSE));
    }
  }
}
