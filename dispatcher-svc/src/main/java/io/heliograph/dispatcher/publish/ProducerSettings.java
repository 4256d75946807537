package io.heliograph.dispatcher.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the one Kafka producer behaves; acks=all and idempotence are not negotiable. */
@ConfigMapping(prefix = "hub.producer")
public interface ProducerSettings {
  /** Of the heap, for the buffer where it is not set. */
  int BUFFER_SIXTEENTHS = 1;

  /** Milliseconds a send may wait for room in the buffer or for a topic's metadata. */
  @WithDefault("500")
  int blockMillisMax();

  /** Milliseconds until a record that Kafka did not confirm counts as failed. */
  @WithDefault("10000")
  int deliveryTimeoutMillis();

  /** Milliseconds that one request to a broker may take. */
  @WithDefault("5000")
  int requestTimeoutMillis();

  /** Milliseconds a record waits for company; 0, because requests in flight give company enough. */
  @WithDefault("0")
  int lingerMillis();

  /** Bytes of one partition's batch, before compression. */
  @WithDefault("524288")
  int batchBytes();

  /** Bytes of records that may wait for Kafka in all; 0 for a sixteenth of the heap. */
  @WithDefault("0")
  long bufferBytes();

  /**
   * The codec of batches: {@code lz4}, {@code zstd}, {@code snappy}, {@code gzip} or {@code none}.
   */
  @WithDefault("lz4")
  String compression();

  /** Requests in flight per broker; records that arrive meanwhile form the next batch. */
  @WithDefault("2")
  int requestsInFlightMax();
}
