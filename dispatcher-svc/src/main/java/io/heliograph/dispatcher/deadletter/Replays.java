package io.heliograph.dispatcher.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Topics;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The records that replay or discard a dead letter. Thread-safe. */
@Singleton
final class Replays {
  private final Topics topics;
  private final InstantSource clock;

  Replays(Topics topics, InstantSource clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /** The event for the error queue as a first attempt, and the tombstone of its letter. */
  List<ProducerRecord<byte[], byte[]>> of(
      DeadLetter letter, ConsumerRecord<byte[], byte[]> stored, String replayId) {
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(
            topics.error(),
            null,
            clock.millis(),
            letter.kafkaKey().getBytes(UTF_8),
            stored.value());
    EventHeaders.Builder headers = new EventHeaders.Builder();
    for (Header header : stored.headers()) {
      if (header.value() != null) {
        headers.accept(header.key(), header.value());
      }
    }
    headers
        .build()
        .ifPresent(
            known ->
                known
                    .retry(1, letter.subscription(), letter.origin())
                    .forEach((name, value) -> again.headers().add(name, value)));
    again.headers().add(Headers.REPLAY_ID, replayId.getBytes(UTF_8));
    return List.of(again, tombstone(letter));
  }

  ProducerRecord<byte[], byte[]> tombstone(DeadLetter letter) {
    byte[] nothing = null;
    return new ProducerRecord<>(
        topics.deadLetters(), 0, clock.millis(), letter.key().getBytes(UTF_8), nothing);
  }
}
