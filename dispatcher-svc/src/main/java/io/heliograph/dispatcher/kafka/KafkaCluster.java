package io.heliograph.dispatcher.kafka;

import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.event.Topics;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.KafkaClients;
import io.heliograph.kit.thread.SupervisedThreads;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The cluster of this hub, as its operator has described it.
 *
 * @param clients makes the clients that it is asked by
 * @param prefix of topics and groups, with its separator; may be empty
 * @param recordBytesMax the largest record that an accepted event makes
 * @param threads on which its readers and writers run
 * @param corrupt what its readers know of batches that cannot be read
 */
public record KafkaCluster(
    KafkaClients clients,
    String prefix,
    int recordBytesMax,
    SupervisedThreads threads,
    CorruptBatches corrupt) {

  /** Makes it. */
  static final class Maker {
    private static final Logger LOG = Logger.getLogger(CorruptBatches.class);

    @Produces
    @Singleton
    CorruptBatches corrupt(LogSettings settings, MeterRegistry registry) {
      CorruptBatches corrupt = new CorruptBatches(settings.corruptWait(), LOG::error);
      Gauge.builder("hub_log_corrupt_batches", corrupt, one -> one.waitingCount(System.nanoTime()))
          .description("Record batches with a wrong checksum that readers wait for")
          .register(registry);
      FunctionCounter.builder(
              "hub_log_skipped_offsets_total", corrupt, CorruptBatches::skippedOffsets)
          .description("Offsets skipped because their batch stayed unreadable")
          .register(registry);
      return corrupt;
    }

    @Produces
    @Singleton
    KafkaCluster cluster(
        KafkaClients clients,
        Topics topics,
        EventSize size,
        SupervisedThreads threads,
        CorruptBatches corrupt) {
      return new KafkaCluster(clients, topics.prefix(), size.recordBytesMax(), threads, corrupt);
    }
  }
}
