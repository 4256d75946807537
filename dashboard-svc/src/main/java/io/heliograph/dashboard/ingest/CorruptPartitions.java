package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.topic.DashboardClients;
import io.heliograph.kit.kafka.BatchSearch;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.CorruptBatches.Verdict;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose next batch cannot be read, each its own case: it is read again now and then, as
 * {@link CorruptBatches} decides, and passed over when it counts as lost. The others are counted
 * on. Used by the counting thread.
 */
final class CorruptPartitions {
  private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final CountedPartitions partitions;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final DashboardClients clients;
  private final CorruptBatches corrupt;

  /** Partitions that were met by the last poll. */
  private final Set<TopicPartition> met = new HashSet<>();

  /** Partitions of which the client drops in its next poll what it has fetched. */
  private final Set<TopicPartition> dropping = new HashSet<>();

  CorruptPartitions(
      CountedPartitions partitions,
      KafkaConsumer<byte[], byte[]> consumer,
      DashboardClients clients,
      CorruptBatches corrupt) {
    this.partitions = partitions;
    this.consumer = consumer;
    this.clients = clients;
    this.corrupt = corrupt;
  }

  /**
   * Takes a failure of the consumer's poll.
   *
   * @return whether it was a corrupt batch of one of our partitions
   */
  boolean met(KafkaException failure, Turn turn) {
    Optional<TopicPartition> name = CorruptBatches.named(failure, consumer.assignment());
    if (name.isEmpty()) {
      return false;
    }
    TopicPartition partition = name.get();
    if (!dropping.contains(partition)) {
      long offset = consumer.position(partition);
      switch (corrupt.met(partition, offset, System.nanoTime())) {
        case Verdict.Wait() -> later(partition, offset);
        case Verdict.Skip(long to) -> partitions.skip(partition, to);
        case Verdict.Search() -> search(partition, offset, turn);
      }
    }
    return true;
  }

  /**
   * A client drops what it has fetched of a partition in the first poll after it was told to read
   * elsewhere, unless the partition is paused. What comes from there is not counted.
   */
  private void later(TopicPartition partition, long offset) {
    partitions.forget(Set.of(partition));
    consumer.seek(partition, offset + 1);
    met.add(partition);
  }

  /** By a consumer of its own, so that the group's goes on where it is. */
  private void search(TopicPartition partition, long offset, Turn turn) {
    OptionalLong to;
    try (KafkaConsumer<byte[], byte[]> reader = clients.reader(1)) {
      reader.assign(Set.of(partition));
      to = new BatchSearch(reader, partition).run(offset, turn);
    }
    if (to.isPresent()) {
      corrupt.skipped(partition, offset, to.getAsLong());
      partitions.skip(partition, to.getAsLong());
    } else {
      later(partition, offset);
    }
  }

  /** To be called after each poll. */
  void polled() {
    if (!dropping.isEmpty()) {
      dropping.retainAll(consumer.assignment());
      partitions.again(dropping, System.nanoTime() + AGAIN_NANOS);
      dropping.clear();
    }
    dropping.addAll(met);
    met.clear();
  }
}
