package io.heliograph.dispatcher.publish;

import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.limit.HeapShares;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * Owns the one Kafka producer of this process: acks=all, idempotent (contract dispatcher.md part 1
 * row 13). It is made at the first use, since it cannot be made while the brokers' names do not
 * resolve.
 */
@Singleton
final class ProducerSource {
  private final KafkaClients kafka;
  private final ProducerSettings settings;
  private final EventSize size;
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;

  ProducerSource(KafkaClients kafka, ProducerSettings settings, EventSize size) {
    this.kafka = kafka;
    this.settings = settings;
    this.size = size;
  }

  /**
   * The producer.
   *
   * @throws org.apache.kafka.common.KafkaException when no broker's name resolves
   * @throws IllegalStateException when the service is stopping
   */
  Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> made = producer;
    return made == null ? make() : made;
  }

  /** Waits for what is in flight, at most so long, and lets the producer go. */
  synchronized void close(Duration timeout) {
    closed = true;
    if (producer != null) {
      producer.close(timeout);
    }
  }

  private synchronized Producer<byte[], byte[]> make() {
    if (closed) {
      throw new IllegalStateException("stopping");
    }
    Producer<byte[], byte[]> made = producer;
    if (made == null) {
      made = kafka.producer("hub-publisher", size.recordBytesMax(), configuration());
      producer = made;
    }
    return made;
  }

  private Map<String, Object> configuration() {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.LINGER_MS_CONFIG, settings.lingerMillis());
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, settings.batchBytes());
    all.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        HeapShares.of(
            settings.bufferBytes(),
            Runtime.getRuntime().maxMemory(),
            ProducerSettings.BUFFER_SIXTEENTHS));
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.blockMillisMax());
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, settings.deliveryTimeoutMillis());
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, settings.requestTimeoutMillis());
    all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, settings.requestsInFlightMax());
    return all;
  }
}
