package io.heliograph.dispatcher.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Kafka producer of events; acks=all and idempotence are fixed. */
@ConfigMapping(prefix = "hub.producer")
public interface ProducerSettings {
  /** Of the heap, for the buffer where it is not set. */
  int BUFFER_SIXTEENTHS = 1;

  /**
   * {@code max.block.ms}: how long a send waits for room in the buffer or for metadata of a topic.
   */
  @WithDefault("500")
  int blockMillisMax();

  /**
   * {@code delivery.timeout.ms}: how long Kafka may take to confirm a record before it counts as
   * failed.
   */
  @WithDefault("10000")
  int deliveryTimeoutMillis();

  /** {@code request.timeout.ms}: timeout of one request to a broker. */
  @WithDefault("5000")
  int requestTimeoutMillis();

  /** {@code linger.ms}; 0, because batches form while requests are in flight. */
  @WithDefault("0")
  int lingerMillis();

  /** {@code batch.size}: size of the batch of one partition, before compression. */
  @WithDefault("524288")
  int batchBytes();

  /**
   * {@code buffer.memory}: size of the records that wait for Kafka together; 0 for a sixteenth of
   * the heap.
   */
  @WithDefault("0")
  long bufferBytes();

  /**
   * {@code compression.type}: {@code lz4}, {@code zstd}, {@code snappy}, {@code gzip} or {@code
   * none}.
   */
  @WithDefault("lz4")
  String compression();

  /**
   * {@code max.in.flight.requests.per.connection}; records that arrive meanwhile form the next
   * batch.
   */
  @WithDefault("2")
  int requestsInFlightMax();
}
