package io.heliograph.migration;

import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The hub's own cluster, which is copied into.
 *
 * @param clients makes the clients
 * @param prefix of topics and groups, with its separator; may be empty
 * @param recordBytesMax the largest record that an accepted event makes
 * @param replica the number of this replica, stable over restarts
 * @param threads on which migrations run
 */
public record MigrationCluster(
    KafkaClients clients,
    String prefix,
    int recordBytesMax,
    int replica,
    SupervisedThreads threads) {
  private static final Duration POLL_INTERVAL_MAX = Duration.ofSeconds(7);

  /** No wait of a client is longer, so that its thread can beat (and stop) in time. */
  private static final Duration CALL_MAX = Duration.ofSeconds(8);

  /** A producer that takes whatever the hub has accepted. */
  KafkaProducer<byte[], byte[]> producer(String clientId, Map<String, Object> more) {
    return clients.producer(clientId, recordBytesMax, more);
  }

  /** A member of the group of that purpose; it takes its place again at once after a restart. */
  KafkaConsumer<byte[], byte[]> member(String purpose) {
    return clients.member(
        clientId(purpose),
        prefix + purpose,
        POLL_INTERVAL_MAX,
        CALL_MAX,
        Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, purpose + "-" + replica));
  }

  /** A consumer that belongs to no group. */
  KafkaConsumer<byte[], byte[]> consumer(String purpose) {
    return clients.consumer(clientId(purpose), CALL_MAX, Map.of());
  }

  private String clientId(String purpose) {
    return purpose + "@migration-" + replica;
  }
}
