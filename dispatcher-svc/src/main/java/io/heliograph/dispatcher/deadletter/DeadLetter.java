package io.heliograph.dispatcher.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.event.Headers;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What an operator is told of a dead letter; the event itself stays in the topic.
 *
 * @param key of its record: topic id, partition, offset and subscription
 * @param origin where the event first came from: topic, partition and offset
 * @param offset of its record in {@code hub.dead-letters}
 */
record DeadLetter(
    String key,
    String subscription,
    String name,
    String version,
    String kafkaKey,
    String attempts,
    String reason,
    String origin,
    Instant time,
    long offset) {

  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    return new DeadLetter(
        new String(record.key(), UTF_8),
        header(record, Headers.SUBSCRIPTION),
        header(record, Headers.PLUGIN_NAME),
        header(record, Headers.PLUGIN_VERSION),
        header(record, Headers.KAFKA_KEY),
        header(record, Headers.ATTEMPTS),
        header(record, Headers.REASON),
        header(record, Headers.RETRY_ORIGIN),
        Instant.ofEpochMilli(record.timestamp()),
        record.offset());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  /** The id in addresses. */
  String id() {
    return idOf(key);
  }

  static String idOf(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  /** Writes the members, without braces. */
  void members(JsonBytes json) {
    json.raw("\"id\":").string(id());
    json.raw(",\"subscription\":").string(subscription);
    json.raw(",\"name\":").string(name);
    json.raw(",\"version\":").string(version);
    json.raw(",\"kafka_key\":").string(kafkaKey);
    json.raw(",\"attempts\":").raw(attempts.matches("[0-9]{1,9}") ? attempts : "0");
    json.raw(",\"reason\":").string(reason);
    json.raw(",\"origin\":").string(origin);
    json.raw(",\"time\":").string(time.toString());
  }
}
