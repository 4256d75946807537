package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.PreparedEvent;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.Republisher;
import io.heliograph.event.publish.UnreadableEventException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of the source into records of ours. The time of the record stays, so that age-off
 * and retention count from when the event was first kept. Not thread-safe.
 */
final class Conversion {
  /** What becomes of a record. */
  sealed interface Converted {}

  /** Its events; several when it held a list. */
  record Events(List<ProducerRecord<byte[], byte[]>> records) implements Converted {
    Events {
      records = List.copyOf(records);
    }
  }

  /** A record without value. */
  record Tombstone(ProducerRecord<byte[], byte[]> record) implements Converted {}

  /** Nothing, and why. */
  record Rejected(String reason) implements Converted {}

  private final Republisher republisher;
  private final Topics topics;
  private final int eventBytesMax;
  private final KeyMapping mapping;
  private final InstantSource clock;

  Conversion(
      Republisher republisher,
      Topics topics,
      int eventBytesMax,
      KeyMapping mapping,
      InstantSource clock) {
    this.republisher = republisher;
    this.topics = topics;
    this.eventBytesMax = eventBytesMax;
    this.mapping = mapping;
    this.clock = clock;
  }

  Converted convert(SourceTopic from, ConsumerRecord<byte[], byte[]> record) {
    String formerKey = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (record.value() == null) {
      return formerKey.isEmpty()
          ? new Rejected("a tombstone without key")
          : new Tombstone(tombstone(from, record, formerKey));
    }
    try {
      List<PreparedEvent> events =
          republisher.events(from.model().orElseThrow(), record.value(), formerKey);
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(events.size());
      for (PreparedEvent event : events) {
        if (event.json().length > eventBytesMax) {
          return new Rejected(
              "the event has "
                  + event.json().length
                  + " bytes as JSON, more than hub.events.event-bytes-max="
                  + eventBytesMax);
        }
        records.add(record(event, time(record)));
      }
      if (events.size() == 1 && !formerKey.isEmpty()) {
        remember(from, formerKey, events.getFirst());
      }
      return new Events(records);
    } catch (UnreadableEventException unreadable) {
      return new Rejected(String.valueOf(unreadable.getMessage()));
    }
  }

  private void remember(SourceTopic from, String formerKey, PreparedEvent event) {
    mapping.put(from.name(), formerKey, new KeyMapping.Target(event.topic(), event.kafkaKey()));
  }

  private ProducerRecord<byte[], byte[]> tombstone(
      SourceTopic from, ConsumerRecord<byte[], byte[]> record, String formerKey) {
    KeyMapping.Target target =
        mapping
            .find(from.name(), formerKey)
            .orElseGet(() -> new KeyMapping.Target(from.into(topics), formerKey));
    byte[] nothing = null;
    return new ProducerRecord<>(
        target.topic(), null, time(record), target.key().getBytes(UTF_8), nothing);
  }

  private static ProducerRecord<byte[], byte[]> record(PreparedEvent event, @Nullable Long time) {
    RecordHeaders headers = new RecordHeaders();
    event.headers().forEach(headers::add);
    return new ProducerRecord<>(
        event.topic(), null, time, event.kafkaKey().getBytes(UTF_8), event.json(), headers);
  }

  /** A time in the future becomes now: brokers refuse it. */
  private @Nullable Long time(ConsumerRecord<byte[], byte[]> record) {
    return record.timestamp() < 0 ? null : Math.min(record.timestamp(), clock.millis());
  }
}
