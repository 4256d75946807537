package io.heliograph.dispatcher.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.event.EventHeaders;
import io.heliograph.event.Headers;
import io.heliograph.event.Topics;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The records that replay or discard a dead letter. Thread-safe. */
@Singleton
final class DeadLetterReplay {
  private final Topics topics;
  private final InstantSource clock;

  DeadLetterReplay(Topics topics, InstantSource clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /** The event for the error queue as a first attempt, and the tombstone of its letter. */
  List<NewRecord> of(DeadLetter letter, ConsumerRecord<byte[], byte[]> stored, String replayId) {
    List<NewRecord.Header> again = new ArrayList<>();
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
                    .forEach((name, value) -> again.add(new NewRecord.Header(name, value))));
    again.add(new NewRecord.Header(Headers.REPLAY_ID, replayId.getBytes(UTF_8)));
    NewRecord event =
        NewRecord.keyed(topics.error(), clock.millis(), letter.kafkaKey(), stored.value());
    return List.of(event.with(again), tombstone(letter));
  }

  NewRecord tombstone(DeadLetter letter) {
    return new NewRecord(
        topics.deadLetters(), 0, clock.millis(), letter.key().getBytes(UTF_8), null, List.of());
  }
}
