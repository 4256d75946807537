package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Knows which children cannot be written now: a transaction with one of them would hold up all
 * others until it times out. A partition cannot be written while it has no leader, as far as the
 * producer knows, and for a pause after it did not answer, longer with every time in a row,
 * whichever partitions the parents are from. Used by the injection thread alone.
 */
final class Destinations {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

  /** Of a topic whose partitions are not known. */
  private static final int UNKNOWN = -1;

  private final Producer<byte[], byte[]> producer;
  private final Holds silent = new Holds(PAUSE, PAUSE_MAX);

  Destinations(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Those that cannot be written now; waits for a topic's metadata as a send does. */
  List<PlannedChild> unreachable(List<PlannedChild> children, long nowNanos) {
    Look look = new Look();
    List<PlannedChild> unreachable = new ArrayList<>();
    for (PlannedChild child : children) {
      TopicPartition partition = look.partition(child);
      if (look.leaderless.contains(partition) || silent.isHeld(partition, nowNanos)) {
        unreachable.add(child);
      }
    }
    return unreachable;
  }

  /** The partitions of these did not answer. */
  void failed(List<PlannedChild> children, long nowNanos) {
    partitions(children).forEach(partition -> silent.hold(partition, nowNanos));
  }

  /** The partitions of these answer. */
  void written(List<PlannedChild> children) {
    if (!silent.isEmpty()) {
      partitions(children).forEach(silent::done);
    }
  }

  private Set<TopicPartition> partitions(List<PlannedChild> children) {
    Look look = new Look();
    Set<TopicPartition> partitions = new HashSet<>();
    children.forEach(child -> partitions.add(look.partition(child)));
    return partitions;
  }

  /** The partitions as the producer knows them now. */
  private final class Look {
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<TopicPartition> leaderless = new HashSet<>();

    /** By the key, as the producer's own partitioner has it. */
    TopicPartition partition(PlannedChild child) {
      String topic = child.event().topic();
      int count = counts.computeIfAbsent(topic, this::look);
      byte[] key = child.event().kafkaKey().getBytes(UTF_8);
      return new TopicPartition(
          topic, count == 0 ? UNKNOWN : Utils.toPositive(Utils.murmur2(key)) % count);
    }

    private int look(String topic) {
      try {
        List<PartitionInfo> partitions = producer.partitionsFor(topic);
        for (PartitionInfo one : partitions) {
          @Nullable Node leader = one.leader();
          if (leader == null || leader.isEmpty()) {
            leaderless.add(new TopicPartition(topic, one.partition()));
          }
        }
        return partitions.size();
      } catch (TimeoutException unknown) {
        // Writing tells more.
        return 0;
      }
    }
  }
}
