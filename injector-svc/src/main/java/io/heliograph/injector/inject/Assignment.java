package io.heliograph.injector.inject;

import io.heliograph.injector.insert.Inserts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this replica has, and how far each is. The group's state is kept as it was
 * when they were assigned: with a fresher one Kafka would take offsets of partitions that another
 * replica has by now. Lives on the injection thread.
 */
final class Assignment implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(Assignment.class);
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Inserts inserts;
  private final DeadReplicas dead;
  private final int slot;
  private final Map<TopicPartition, Progress> progress = new HashMap<>();
  private final Map<TopicPartition, Progress> committed = new HashMap<>();
  private final Map<TopicPartition, Integer> takings = new HashMap<>();
  private @Nullable ConsumerGroupMetadata group;

  Assignment(KafkaConsumer<byte[], byte[]> consumer, Inserts inserts, DeadReplicas dead, int slot) {
    this.consumer = consumer;
    this.inserts = inserts;
    this.dead = dead;
    this.slot = slot;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    group = consumer.groupMetadata();
    if (assigned.isEmpty()) {
      return;
    }
    try {
      dead.fence();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptException(interrupted);
    }
    // Waits for transactions that hold offsets of these partitions.
    Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(Set.copyOf(assigned));
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(assigned);
    for (TopicPartition partition : assigned) {
      @Nullable OffsetAndMetadata offset = offsets.get(partition);
      if (offset == null) {
        begin(partition, beginnings.get(partition));
      } else {
        Progress known = Progress.of(offset, inserts.position());
        take(partition, known.at(Math.max(known.next(), beginnings.get(partition))));
        committed.put(partition, known);
      }
    }
    LOG.infof("partitions assigned count=%d all=%d", assigned.size(), progress.size());
  }

  /** Nobody has read it: from its beginning, by all inserts that there are. */
  private void begin(TopicPartition partition, long beginning) {
    take(partition, new Progress(beginning, 0, Optional.empty()).done(inserts.position()));
  }

  private void take(TopicPartition partition, Progress at) {
    progress.put(partition, at);
    takings.merge(partition, 1, Integer::sum);
    consumer.seek(partition, at.next());
  }

  /** The partition's topic was made anew, or its records are gone: begins at its beginning. */
  void beginAnew(Collection<TopicPartition> partitions) {
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, beginning) -> {
              LOG.warnf("begins anew partition=%s offset=%d", partition, beginning);
              committed.remove(partition);
              begin(partition, beginning);
            });
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    try {
      commit();
    } catch (KafkaException late) {
      LOG.infof("the next owner looks at some events again reason=%s", late.toString());
    }
    forget(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    forget(lost);
  }

  private void forget(Collection<TopicPartition> partitions) {
    progress.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
  }

  /** Whether the group has given this replica its share. */
  boolean isMember() {
    return group != null && group.generationId() > 0;
  }

  /** The group's state as of the last assignment. */
  ConsumerGroupMetadata group() {
    if (group == null) {
      throw new IllegalStateException("nothing was assigned yet");
    }
    return group;
  }

  /** How far a partition is; null when it is not ours. */
  @Nullable Progress of(TopicPartition partition) {
    return progress.get(partition);
  }

  /** How often it was taken: what was found out before the last time may be out of date. */
  int takings(TopicPartition partition) {
    return takings.getOrDefault(partition, 0);
  }

  /** All partitions. */
  Map<TopicPartition, Progress> all() {
    return progress;
  }

  /** Moves on; to be committed later. */
  void move(TopicPartition partition, Progress to) {
    progress.put(partition, to);
  }

  /** What has moved since it was committed. */
  Map<TopicPartition, OffsetAndMetadata> moved() {
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    progress.forEach(
        (partition, at) -> {
          if (!at.equals(committed.get(partition))) {
            moved.put(partition, at.committed(slot));
          }
        });
    return moved;
  }

  /** All that has moved is committed. */
  void committed() {
    committed.putAll(progress);
  }

  /** Commits what has moved, without a transaction. */
  void commit() {
    Map<TopicPartition, OffsetAndMetadata> moved = moved();
    if (!moved.isEmpty()) {
      consumer.commitSync(moved, COMMIT_LIMIT);
      committed();
    }
  }
}
