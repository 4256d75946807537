package io.heliograph.kit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What every client of a kind has in common. Each method takes what only one client has; that takes
 * the place of a default here, never of a rule.
 *
 * @param base of every client of the cluster, as its operator has described it
 */
record ClientProperties(Map<String, Object> base) {
  private static final String COMPRESSION = "lz4";

  /** What the hub adds to an event that is written again: headers, a plugin's name, a key. */
  private static final int ADDED_BYTES_MAX = 1 << 20;

  private static final int SESSION_MILLIS = 6_000;
  private static final int HEARTBEAT_MILLIS = 1_500;

  ClientProperties {
    Map<String, Object> all = new HashMap<>(base);
    // Of the messaging library; clients are made with their serializers.
    all.keySet().removeIf(key -> key.startsWith("key.") || key.startsWith("value."));
    base = Map.copyOf(all);
  }

  Map<String, Object> admin(String clientId, Duration answer, Map<String, ?> more) {
    Map<String, Object> all = answering(answer);
    all.putAll(more);
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return all;
  }

  /**
   * Of a producer: it waits for all replicas, writes nothing twice and takes the largest record
   * that the service accepts, whatever it is made for. Kafka's own default of 1 MiB would refuse,
   * in one place, what another has let in. A larger {@code max.request.size} of the base is kept.
   */
  Map<String, Object> producer(String clientId, int recordBytesMax, Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(base);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION);
    all.putAll(more);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    long request =
        Math.max(
            Math.max(
                (long) recordBytesMax + ADDED_BYTES_MAX,
                number(all, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 0)),
            2 * number(all, ProducerConfig.BATCH_SIZE_CONFIG, 0));
    all.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Math.toIntExact(Math.min(request, Integer.MAX_VALUE)));
    all.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        Math.max(request, number(all, ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20)));
    return all;
  }

  /** Of a consumer: committed records only, from where it is told to read and nowhere else. */
  Map<String, Object> consumer(String clientId, Duration answer, Map<String, ?> more) {
    Map<String, Object> all = answering(answer);
    all.putAll(more);
    all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return all;
  }

  /** What a member of a group has beside what all consumers have. */
  static Map<String, Object> member(String group, Duration pollMax, Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    all.putAll(more);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    all.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(pollMax));
    return all;
  }

  private Map<String, Object> answering(Duration answer) {
    Map<String, Object> all = new HashMap<>(base);
    all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(answer));
    all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(answer));
    return all;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  private static long number(Map<String, Object> properties, String name, long otherwise) {
    Object value = properties.get(name);
    return value == null ? otherwise : Long.parseLong(value.toString().strip());
  }
}
