package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.log.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Which replica runs migrations: the one that a consumer group gives the only partition of {@code
 * hub.migrations}. It is a hint, kept by a thread of its own; that there is only one writer is
 * ensured by the transactional id ({@link CopyProducer}).
 */
final class Lead implements Runnable {
  private static final Logger LOG = Logger.getLogger(Lead.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings settings;
  private final String topic;
  private final Thread thread = new Thread(this, "migration-lead");
  private volatile boolean running = true;
  private volatile boolean leads;

  Lead(KafkaSettings settings, String topic) {
    this.settings = settings;
    this.topic = topic;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  void stop() throws InterruptedException {
    running = false;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** Whether this replica runs migrations, as far as it knows. */
  boolean leads() {
    return leads;
  }

  @Override
  public void run() {
    while (running) {
      try (KafkaConsumer<byte[], byte[]> member = member()) {
        member.subscribe(List.of(topic), new Changes(member));
        while (running) {
          // Partitions that are read from nobody's thread here are held, so nothing ever comes.
          var unused = member.poll(POLL);
        }
      } catch (KafkaException failure) {
        LOG.warnf("group of migrations: %s; joining anew", failure.toString());
        waitBriefly();
      } finally {
        leads = false;
      }
    }
  }

  /** A replica that starts again takes its place at once, since its slot names it. */
  private KafkaConsumer<byte[], byte[]> member() {
    return settings.consumer(
        "hub-migrator",
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            settings.prefix() + "hub-migrator",
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "classic",
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            "hub-migrator-" + settings.slot(),
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1_500));
  }

  private static void waitBriefly() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
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
