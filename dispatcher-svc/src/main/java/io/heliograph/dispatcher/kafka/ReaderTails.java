package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.PartitionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions of the reader, by Kafka's names. Used by its thread. */
final class ReaderTails {
  /** How the reader's consumer reads, beside what all do. */
  static final Map<String, Object> READS =
      Map.of(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName(),
          ConsumerConfig.METADATA_MAX_AGE_CONFIG,
          5_000,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          4_000,
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          16 << 20);

  /** One of them, with the position up to which its records were passed on; -1 before a start. */
  static final class Tail {
    final PartitionId id;
    long position = -1;

    private Tail(PartitionId id) {
      this.id = id;
    }
  }

  private final Map<TopicPartition, Tail> tails = new HashMap<>();

  void add(TopicPartition name, PartitionId id) {
    tails.put(name, new Tail(id));
  }

  @Nullable Tail find(TopicPartition name) {
    return tails.get(name);
  }

  /** The tail of a partition that is one of them. */
  Tail get(TopicPartition name) {
    return Objects.requireNonNull(tails.get(name));
  }

  /** All of them, as of now. */
  Set<TopicPartition> names() {
    return Set.copyOf(tails.keySet());
  }

  /** Those that are read, as of now. */
  Set<TopicPartition> started() {
    Set<TopicPartition> started = new HashSet<>();
    tails.forEach(
        (name, tail) -> {
          if (tail.position >= 0) {
            started.add(name);
          }
        });
    return started;
  }

  /** Takes some out; returns which partitions they were. */
  Set<PartitionId> forget(Collection<TopicPartition> names) {
    Set<PartitionId> ids = new HashSet<>();
    for (TopicPartition name : names) {
      Tail tail = tails.remove(name);
      if (tail != null) {
        ids.add(tail.id);
      }
    }
    return ids;
  }

  /** Our membership as of now. */
  KafkaGroupMember membership(KafkaConsumer<byte[], byte[]> consumer) {
    Set<PartitionId> assigned = new HashSet<>();
    tails.values().forEach(tail -> assigned.add(tail.id));
    return new KafkaGroupMember(consumer.groupMetadata(), assigned);
  }
}
