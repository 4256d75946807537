package io.heliograph.injector.inject;

import io.heliograph.injector.insert.Inserts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
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

  /** What a partition is taken with. */
  interface Surroundings {
    /** Ends what dead replicas left open. */
    void fence() throws InterruptedException;

    /** The first offsets of those partitions whose leader answers. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions)
        throws InterruptedException;
  }

  /**
   * The inserts as they were when the session began.
   *
   * @param setBack whether they were read again since the session before, so that what was applied
   *     by then says nothing
   */
  record Epoch(Inserts inserts, int generation, String topicId, boolean setBack) {
    static Epoch of(Inserts inserts, boolean setBack) {
      return new Epoch(inserts, inserts.generation(), inserts.topicId(), setBack);
    }

    /** Whether they are the same still: after they were cleared nothing may be committed. */
    boolean isOver() {
      return inserts.generation() != generation;
    }
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Epoch epoch;
  private final Surroundings surroundings;
  private final int slot;
  private final Map<TopicPartition, Progress> progress = new HashMap<>();

  /** Where a partition is when what is not committed is forgotten. */
  private final Map<TopicPartition, Progress> committed = new HashMap<>();

  /** Those whose progress as it was taken is to be committed although nothing moved since. */
  private final Set<TopicPartition> fresh = new HashSet<>();

  private final Map<TopicPartition, Integer> assignmentEpoch = new HashMap<>();
  private @Nullable ConsumerGroupMetadata group;
  private boolean member;

  Assignment(Consumer<byte[], byte[]> consumer, Epoch epoch, Surroundings surroundings, int slot) {
    this.consumer = consumer;
    this.epoch = epoch;
    this.surroundings = surroundings;
    this.slot = slot;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    group = consumer.groupMetadata();
    member = true;
    if (assigned.isEmpty()) {
      return;
    }
    try {
      surroundings.fence();
      // Waits for transactions that hold offsets of these partitions.
      Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(Set.copyOf(assigned));
      Map<TopicPartition, Long> beginnings = surroundings.beginnings(assigned);
      for (TopicPartition partition : assigned) {
        // One that is not known is found out by reading, when the partition has a leader again.
        long beginning = beginnings.getOrDefault(partition, 0L);
        @Nullable OffsetAndMetadata offset = offsets.get(partition);
        if (offset == null) {
          begin(partition, beginning);
        } else {
          resume(partition, offset, beginning);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptException(interrupted);
    }
    LOG.infof("partitions assigned count=%d all=%d", assigned.size(), progress.size());
  }

  /** No replica has read it: from its beginning, by all inserts that are known. */
  private void begin(TopicPartition partition, long beginning) {
    fresh.add(partition);
    take(partition, new Progress(beginning, 0, Optional.empty()).done(epoch.inserts.position()));
  }

  private void resume(TopicPartition partition, OffsetAndMetadata offset, long beginning) {
    Progress known = Progress.of(offset, epoch.inserts.position(), epoch.topicId);
    boolean back = epoch.setBack && !assignmentEpoch.containsKey(partition);
    Progress at = back ? known.setBack() : known;
    Progress from = at.at(Math.max(at.next(), beginning));
    if (!from.equals(known)
        || !known.committed(slot, epoch.topicId).metadata().equals(offset.metadata())) {
      fresh.add(partition);
    }
    take(partition, from);
  }

  private void take(TopicPartition partition, Progress at) {
    progress.put(partition, at);
    committed.put(partition, at);
    assignmentEpoch.merge(partition, 1, Integer::sum);
    consumer.seek(partition, at.next());
  }

  /** Forgets what is not committed of those that are ours: they are read again from there. */
  void rewind(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      @Nullable Progress at = committed.get(partition);
      if (at != null) {
        take(partition, at);
      }
    }
  }

  /**
   * The partition's topic was recreated, or its records are gone: begins at its beginning. One
   * whose beginning is not known is read from 0, and asked again when that is not there.
   */
  void beginAnew(Collection<TopicPartition> partitions) {
    try {
      Map<TopicPartition, Long> beginnings = surroundings.beginnings(partitions);
      for (TopicPartition partition : partitions) {
        long beginning = beginnings.getOrDefault(partition, 0L);
        LOG.warnf(
            "partition restarts at its beginning partition=%s offset=%d", partition, beginning);
        begin(partition, beginning);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptException(interrupted);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    try {
      commit();
    } catch (KafkaException late) {
      LOG.infof(
          "positions not committed, the next owner reads some events again reason=%s",
          late.toString());
    }
    forget(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    member = false;
    forget(lost);
  }

  private void forget(Collection<TopicPartition> partitions) {
    progress.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
    fresh.removeAll(partitions);
  }

  /** Whether the inserts that children are planned by are in memory still. */
  boolean isOver() {
    return epoch.isOver();
  }

  /** Whether the group has given this replica its share. */
  boolean isMember() {
    return member;
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
  int assignmentEpoch(TopicPartition partition) {
    return assignmentEpoch.getOrDefault(partition, 0);
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
          if (fresh.contains(partition) || !at.equals(committed.get(partition))) {
            moved.put(partition, at.committed(slot, epoch.topicId));
          }
        });
    return moved;
  }

  /** All that has moved is committed. */
  void committed() {
    committed.putAll(progress);
    fresh.clear();
  }

  /** Commits what has moved, without a transaction; nothing when the inserts are others by now. */
  void commit() {
    if (epoch.isOver()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> moved = moved();
    if (!moved.isEmpty()) {
      consumer.commitSync(moved, COMMIT_LIMIT);
      committed();
    }
  }
}
