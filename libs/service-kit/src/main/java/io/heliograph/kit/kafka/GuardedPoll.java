package io.heliograph.kit.kafka;

import io.heliograph.kit.kafka.CorruptBatches.Verdict;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Polls a consumer of assigned partitions. One whose next batch is corrupt is set aside and read
 * again now and then, as {@link CorruptBatches} decides; the others are read on. Used by the
 * consumer's thread, which pauses no partition of its own.
 */
public final class GuardedPoll {
  private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final Consumer<byte[], byte[]> consumer;
  private final CorruptBatches corrupt;
  private final Turn turn;
  private final Skips skips;
  private final LongSupplier nanos;

  /** Partitions set aside, and when they are read again. */
  private final Map<TopicPartition, Long> aside = new HashMap<>();

  /** Told of what a poll passes over; on the consumer's thread. */
  @FunctionalInterface
  public interface Skips {
    /** Nothing from {@code from} on can be read before {@code to}, where reading goes on. */
    void skipped(TopicPartition name, long from, long to);
  }

  /** Guards that consumer for the time of that turn. */
  public GuardedPoll(Consumer<byte[], byte[]> consumer, CorruptBatches corrupt, Turn turn) {
    this(consumer, corrupt, turn, (name, from, to) -> {});
  }

  /** Guards that consumer for the time of that turn, and tells what is passed over. */
  public GuardedPoll(
      Consumer<byte[], byte[]> consumer, CorruptBatches corrupt, Turn turn, Skips skips) {
    this(consumer, corrupt, turn, skips, System::nanoTime);
  }

  /**
   * As the other.
   *
   * @param nanos a clock that never goes back
   */
  GuardedPoll(
      Consumer<byte[], byte[]> consumer,
      CorruptBatches corrupt,
      Turn turn,
      Skips skips,
      LongSupplier nanos) {
    this.nanos = nanos;
    this.consumer = consumer;
    this.corrupt = corrupt;
    this.turn = turn;
    this.skips = skips;
  }

  /** As the consumer's own poll. */
  public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
    resumeDue();
    try {
      return consumer.poll(wait);
    } catch (KafkaException failure) {
      setAside(CorruptBatches.named(failure, consumer.assignment()).orElseThrow(() -> failure));
      return ConsumerRecords.empty();
    }
  }

  private void resumeDue() {
    if (aside.isEmpty()) {
      return;
    }
    Set<TopicPartition> assigned = consumer.assignment();
    aside.keySet().removeIf(name -> !assigned.contains(name));
    long now = nanos.getAsLong();
    for (TopicPartition name : Set.copyOf(aside.keySet())) {
      if (now - aside.get(name) >= 0) {
        aside.remove(name);
        readAnew(name, consumer.position(name));
      }
    }
  }

  private void setAside(TopicPartition name) {
    long offset = consumer.position(name);
    long now = nanos.getAsLong();
    switch (corrupt.met(name, offset, now)) {
      case Verdict.Wait() -> later(name, now);
      case Verdict.Skip(long to) -> {
        skips.skipped(name, offset, to);
        readAnew(name, to);
      }
      case Verdict.Search() -> search(name, offset);
    }
  }

  private void later(TopicPartition name, long now) {
    consumer.pause(Set.of(name));
    aside.put(name, now + AGAIN_NANOS);
  }

  private void search(TopicPartition name, long offset) {
    Set<TopicPartition> others = new HashSet<>(consumer.assignment());
    others.remove(name);
    consumer.pause(others);
    OptionalLong to = new BatchSearch(consumer, name).run(offset, turn);
    consumer.resume(others);
    consumer.pause(aside.keySet());
    to.ifPresent(
        end -> {
          corrupt.skipped(name, offset, end);
          skips.skipped(name, offset, end);
        });
    readAnew(name, to.orElse(offset));
    if (to.isEmpty()) {
      later(name, nanos.getAsLong());
    }
  }

  /** Without what was fetched of it: that is dropped only when the partition is not assigned. */
  private void readAnew(TopicPartition name, long offset) {
    Set<TopicPartition> all = Set.copyOf(consumer.assignment());
    Set<TopicPartition> others = new HashSet<>(all);
    others.remove(name);
    consumer.assign(others);
    consumer.assign(all);
    consumer.seek(name, offset);
  }
}
