package io.heliograph.dispatcher.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What every producer of the hub has in common: it waits for all replicas, writes nothing twice and
 * takes the largest event that the hub accepts, whatever it is made for. Kafka's own default of 1
 * MiB would refuse, in one place, what another has let in.
 */
public final class ProducerProperties {
  /** What the hub adds to an event that is written again: headers, a plugin's name, a key. */
  private static final int ADDED_BYTES_MAX = 1 << 20;

  private ProducerProperties() {}

  /**
   * The properties of one producer.
   *
   * @param base of every client of the cluster; a larger {@code max.request.size} there is kept
   * @param clientId names the producer
   * @param recordBytesMax the largest record that may come in
   * @param more what only this producer has; it cannot take back what all have
   */
  public static Map<String, Object> of(
      Map<String, ?> base, String clientId, int recordBytesMax, Map<String, ?> more) {
    Map<String, Object> all = new HashMap<>(base);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
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

  private static long number(Map<String, Object> properties, String name, long otherwise) {
    Object value = properties.get(name);
    return value == null ? otherwise : Long.parseLong(value.toString().strip());
  }
}
