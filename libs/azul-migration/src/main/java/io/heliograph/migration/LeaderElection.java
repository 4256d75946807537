package io.heliograph.migration;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which replica runs migrations: the one that a consumer group gives the only partition of {@code
 * hub.migrations}. It is a hint, kept by a thread of its own; that there is only one writer is
 * ensured by the transactional id ({@link CopyProducer}).
 */
final class LeaderElection {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final MigrationCluster cluster;
  private final String topic;
  private volatile @Nullable SupervisedThread thread;
  private volatile boolean leads;

  LeaderElection(MigrationCluster cluster, String topic) {
    this.cluster = cluster;
    this.topic = topic;
  }

  void start() {
    thread = cluster.threads().start("migration-lead", this::session);
  }

  void stop() throws InterruptedException {
    SupervisedThread started = thread;
    if (started != null) {
      boolean unused = started.stop(STOP);
    }
  }

  /** Whether this replica runs migrations, as far as it knows. */
  boolean leads() {
    return leads;
  }

  /** A replica that starts again takes its place at once, since its number names it. */
  private void session(Turn turn) {
    try (KafkaConsumer<byte[], byte[]> member = cluster.member("hub-migrator")) {
      member.subscribe(List.of(topic), new Changes(member));
      while (turn.running()) {
        turn.beat();
        // All partitions are paused: this consumer never reads records.
        var unused = member.poll(POLL);
      }
    } finally {
      leads = false;
    }
  }

  private final class Changes implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> member;

    Changes(KafkaConsumer<byte[], byte[]> member) {
      this.member = member;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(one -> member.seek(one, 0));
      member.pause(partitions);
      leads = !member.assignment().isEmpty();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      leads = false;
    }
  }
}
