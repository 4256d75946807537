package io.heliograph.migration;

import io.heliograph.dispatcher.log.KafkaCluster;
import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.Republisher;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes runs, and what they need from the configuration. Used by the migrator's thread. */
@Singleton
final class CopyRuns {
  private final KafkaSettings kafka;
  private final MigrationSettings settings;
  private final MigrationMetrics metrics;
  private final Topics topics;
  private final EventSize size;
  private final Republisher republisher;
  private final InstantSource clock;

  /** Outlives attempts, since a tombstone may come in a later one than its event. */
  private Rekeys rekeys;

  /** What was copied by it is what the keys are known of. */
  private @Nullable CopyRun previous;

  CopyRuns(
      KafkaCluster cluster,
      @ConfigProperty(name = "hub.dispatcher.slot", defaultValue = "0") int slot,
      MigrationSettings settings,
      MigrationMetrics metrics,
      CopyForms forms) {
    this.topics = forms.topics();
    this.kafka = new KafkaSettings(cluster, slot, "migration", "");
    this.settings = settings;
    this.metrics = metrics;
    this.size = forms.size();
    this.republisher = new Republisher(topics, forms.sources(), new SecureRandom());
    this.clock = forms.clock();
    this.rekeys = new Rekeys(settings.rekeyedMax());
  }

  KafkaSettings kafka() {
    return kafka;
  }

  MigrationSettings settings() {
    return settings;
  }

  MigrationMetrics metrics() {
    return metrics;
  }

  /**
   * Begins where the migration is, once nobody else writes for it any more. Blocks.
   *
   * @param goOn asked during long work; false to give up
   */
  CopyRun begin(Migration migration, MigrationLog log, MigrationBook book, BooleanSupplier goOn) {
    String id = migration.id();
    String from = migration.definition().from();
    Map<String, String> topicIds = new HashMap<>();
    try (SourceCluster cluster = new SourceCluster(settings, from)) {
      cluster
          .describe(migration.definition().parts().stream().map(Part::topic).distinct().toList())
          .forEach((name, topic) -> topicIds.put(name, topic.topicId().toString()));
    }
    CopyProducer producer = new CopyProducer(kafka, id);
    KafkaConsumer<byte[], byte[]> consumer = null;
    try {
      log.catchUp();
      Migration now = book.find(id).orElse(migration);
      prepareKeys(now);
      consumer = SourceCluster.consumer(settings, from);
      Conversion conversion =
          new Conversion(republisher, topics, size.eventBytesMax(), rekeys, clock);
      KeyRecall recall =
          new KeyRecall(() -> SourceCluster.consumer(settings, from), conversion, rekeys, goOn);
      CopyRun run =
          new CopyRun(
              new CopyRun.Tools(consumer, producer, conversion, recall, log, metrics),
              settings,
              now);
      run.giveUpOnRemade(topicIds);
      previous = run;
      return run;
    } catch (RuntimeException failure) {
      if (consumer != null) {
        consumer.close();
      }
      producer.close();
      throw failure;
    }
  }

  /** Keys are known only of what this process copied without anybody else in between. */
  private void prepareKeys(Migration now) {
    if (previous == null || !previous.endedAt(now)) {
      rekeys = new Rekeys(settings.rekeyedMax());
    }
    for (Part part : now.definition().parts()) {
      if (now.of(part).position() == 0) {
        rekeys.completed(part.name());
      }
    }
  }
}
