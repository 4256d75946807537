package io.heliograph.kit.kafka;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks for the first offset behind a corrupt batch that can be read. The batch does not tell its
 * own end, so offset after offset is tried, and in growing steps only when that is very long. All
 * but that partition must be paused meanwhile. Used by the consumer's thread.
 */
public final class BatchSearch {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int POLLS_MAX = 20;

  /** A batch of ours has fewer records: beyond that something else is wrong with the file. */
  private static final long SINGLY_MAX = 10_000;

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private enum Found {
    CORRUPT,
    READABLE,
    SILENT
  }

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition name;

  /** Searches with that consumer, to which the partition is assigned. */
  public BatchSearch(Consumer<byte[], byte[]> consumer, TopicPartition name) {
    this.consumer = consumer;
    this.name = name;
  }

  /**
   * Searches behind {@code from}; moves the consumer's position.
   *
   * @return where to go on; empty when the partition does not answer, or the turn is over
   */
  public OptionalLong run(long from, Turn turn) {
    long end = consumer.endOffsets(Set.of(name)).get(name);
    long giveUp = System.nanoTime() + LIMIT_NANOS;
    long step = 1;
    for (long offset = from + 1; offset < end; offset += step) {
      turn.beat();
      if (!turn.running() || System.nanoTime() - giveUp > 0) {
        return OptionalLong.empty();
      }
      switch (look(offset)) {
        case READABLE -> {
          return OptionalLong.of(offset);
        }
        case SILENT -> {
          return OptionalLong.empty();
        }
        case CORRUPT -> step = offset - from < SINGLY_MAX ? 1 : step * 2;
      }
    }
    return OptionalLong.of(end);
  }

  private Found look(long offset) {
    consumer.seek(name, offset);
    try {
      for (int i = 0; i < POLLS_MAX; i++) {
        boolean came = !consumer.poll(POLL).records(name).isEmpty();
        if (came || consumer.position(name) > offset) {
          return Found.READABLE;
        }
      }
      return Found.SILENT;
    } catch (KafkaException failure) {
      if (CorruptBatches.isCorrupt(failure)) {
        return Found.CORRUPT;
      }
      throw failure;
    }
  }
}
