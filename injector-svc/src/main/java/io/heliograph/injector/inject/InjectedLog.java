package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Topics;
import io.heliograph.injector.topic.InjectorClients;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hub.injected} from a time on, on demand; nothing of it is held in memory. Blocks.
 * Thread-safe.
 */
@Singleton
public final class InjectedLog {
  private static final long LIMIT_SECONDS = 60;
  private static final Duration POLL = Duration.ofMillis(100);

  /** Clocks of publishers and injectors may differ by so much. */
  private static final long SKEW_MILLIS = Duration.ofMinutes(15).toMillis();

  private final InjectorClients clients;
  private final TopicPartition log;

  InjectedLog(InjectorClients clients, Topics topics) {
    this.clients = clients;
    this.log = new TopicPartition(topics.injected(), 0);
  }

  /**
   * Tells of what was injected since then. Everything that was written before the call is seen,
   * also what is in a transaction that is still open: it waits for its end.
   *
   * @param sinceMillis the time of the oldest parent
   * @param reader of every note
   * @param beat called between waits, which are short
   */
  public void since(long sinceMillis, Consumer<Note> reader, Runnable beat)
      throws ExecutionException, InterruptedException, TimeoutException {
    try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("injected")) {
      long end = written();
      consumer.assign(Set.of(log));
      long stable = consumer.endOffsets(Set.of(log)).get(log);
      long start = sinceMillis - SKEW_MILLIS;
      @Nullable OffsetAndTimestamp first =
          consumer.offsetsForTimes(Map.of(log, Math.max(0, start))).get(log);
      // When nothing stable is as young, what was in an open transaction begins at the stable end.
      consumer.seek(log, first == null ? stable : first.offset());
      long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (consumer.position(log) < end) {
        consumer.poll(POLL).forEach(record -> Note.of(record).ifPresent(reader));
        beat.run();
        if (System.nanoTime() > deadlineNanos) {
          throw new TimeoutException("what was injected is not readable in time");
        }
      }
    }
  }

  /**
   * One note.
   *
   * @param count what the count by root needs; empty of earlier versions
   */
  public record Note(Injected injected, Optional<RootCounts.Past.Note> count) {
    static Optional<Note> of(ConsumerRecord<byte[], byte[]> record) {
      return record.key() == null
          ? Optional.empty()
          : Injected.parse(new String(record.key(), UTF_8))
              .map(injected -> new Note(injected, NoteHeaders.read(record.headers())));
    }
  }

  /** The end of all that is written, committed or not. */
  private long written() throws ExecutionException, InterruptedException, TimeoutException {
    try (Admin admin = clients.admin("injected")) {
      return admin
          .listOffsets(Map.of(log, OffsetSpec.latest()))
          .partitionResult(log)
          .get(LIMIT_SECONDS, TimeUnit.SECONDS)
          .offset();
    }
  }
}
