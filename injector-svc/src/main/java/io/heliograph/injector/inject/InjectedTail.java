package io.heliograph.injector.inject;

import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hub.injected} on for the count by root: first what is in the look-back window, the
 * newest so many notes of it; then what came since. Used by the injection thread, which waits for
 * it for a limited time: what is not read by then is read the next time.
 */
final class InjectedTail implements RootCounts.Past, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long NOTES_MAX = 500_000;
  private static final long WAIT_NANOS = Duration.ofSeconds(3).toNanos();

  private final InjectorClients clients;
  private final TopicPartition log;
  private final InstantSource clock;
  private final Duration window;
  private final Turn turn;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  InjectedTail(
      InjectorClients clients, String topic, InstantSource clock, Duration window, Turn turn) {
    this.clients = clients;
    this.log = new TopicPartition(topic, 0);
    this.clock = clock;
    this.window = window;
    this.turn = turn;
  }

  @Override
  public void readOn(Consumer<Note> notes) {
    KafkaConsumer<byte[], byte[]> reader = consumer == null ? open() : consumer;
    long deadlineNanos = System.nanoTime() + WAIT_NANOS;
    long end = reader.endOffsets(Set.of(log)).get(log);
    try {
      while (reader.position(log) < end && System.nanoTime() < deadlineNanos) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          NoteHeaders.read(record.headers()).ifPresent(notes);
        }
        turn.beat();
      }
    } catch (OffsetOutOfRangeException cut) {
      reader.seekToBeginning(Set.of(log));
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    KafkaConsumer<byte[], byte[]> reader = clients.reader("roots");
    consumer = reader;
    reader.assign(Set.of(log));
    long end = reader.endOffsets(Set.of(log)).get(log);
    long sinceMillis = Math.max(0, clock.millis() - window.toMillis());
    @Nullable OffsetAndTimestamp first = reader.offsetsForTimes(Map.of(log, sinceMillis)).get(log);
    reader.seek(log, Math.max(first == null ? end : first.offset(), end - NOTES_MAX));
    return reader;
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }
}
