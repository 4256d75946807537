package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Topics;
import io.heliograph.event.read.StoredEvent;
import io.heliograph.event.read.StoredEvents;
import io.heliograph.kit.limit.SparseLog;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns Kafka records into log records. What our publisher wrote is not parsed: its headers say
 * enough. Other values (Avro v4 to v6, JSON without headers) are read whole; what cannot be decoded
 * becomes a record without headers, which is passed over.
 */
final class KafkaRecordDecoder {
  private static final SparseLog LOG = new SparseLog(Logger.getLogger(KafkaRecordDecoder.class));
  private static final byte[] NOTHING = {};

  private KafkaRecordDecoder() {}

  /** Never throws: one record must not hide those behind it. */
  static LogRecord decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return read(record);
    } catch (RuntimeException defect) {
      LOG.failed(
          "record skipped topic=" + record.topic(),
          new IllegalArgumentException(
              "partition=" + record.partition() + " offset=" + record.offset(), defect));
      return of(record, "", null, NOTHING);
    }
  }

  private static LogRecord read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      return of(record, keyOf(record), null, NOTHING);
    }
    if (value[0] == '{') {
      EventHeaders.Builder builder = new EventHeaders.Builder();
      for (Header header : record.headers()) {
        if (header.value() != null) {
          builder.accept(header.key(), header.value());
        }
      }
      Optional<EventHeaders> headers = builder.build();
      if (headers.isPresent()) {
        return of(record, keyOf(record), headers.get(), value);
      }
    }
    Optional<StoredEvent> read =
        Topics.modelOf(record.topic()).flatMap(model -> StoredEvents.read(model, value));
    return read.isEmpty()
        ? of(record, "", null, NOTHING)
        : of(record, read.get().kafkaKey(), read.get().headers(), read.get().json());
  }

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static LogRecord of(
      ConsumerRecord<byte[], byte[]> record,
      String key,
      @Nullable EventHeaders headers,
      byte[] json) {
    return new LogRecord(
        record.offset(), record.leaderEpoch().orElse(-1), record.timestamp(), key, headers, json);
  }
}
