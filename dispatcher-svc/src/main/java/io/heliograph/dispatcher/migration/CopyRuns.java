package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.log.KafkaSettings;
import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.Republisher;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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

  private String rekeysOf = "";

  CopyRuns(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "hub.dispatcher.slot", defaultValue = "0") int slot,
      MigrationSettings settings,
      MigrationMetrics metrics,
      CopyForms forms) {
    Map<String, String> base = new HashMap<>();
    kafka.forEach((key, value) -> base.put(key, value.toString()));
    base.keySet().removeIf(key -> key.startsWith("key.") || key.startsWith("value."));
    this.topics = forms.topics();
    this.kafka = new KafkaSettings(base, topics.prefix(), slot, "migration", "");
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
    if (!rekeysOf.equals(id)) {
      rekeys = new Rekeys(settings.rekeyedMax());
      rekeysOf = id;
    }
    Map<String, String> topicIds = new HashMap<>();
    try (SourceCluster cluster = new SourceCluster(settings, from)) {
      cluster
          .describe(migration.definition().parts().stream().map(Part::topic).distinct().toList())
          .forEach((name, topic) -> topicIds.put(name, topic.topicId().toString()));
    }
    Conversion conversion =
        new Conversion(republisher, topics, size.eventBytesMax(), rekeys, clock);
    KeyRecall recall =
        new KeyRecall(() -> SourceCluster.consumer(settings, from), conversion, rekeys, goOn);
    CopyProducer producer = new CopyProducer(kafka, id, size.recordBytesMax());
    try {
      log.catchUp();
      Migration now = book.find(id).orElse(migration);
      KafkaConsumer<byte[], byte[]> consumer = SourceCluster.consumer(settings, from);
      CopyRun run =
          new CopyRun(
              new CopyRun.Tools(consumer, producer, conversion, recall, log, metrics),
              settings,
              now);
      for (Part part : now.definition().parts()) {
        if (now.of(part).position() == 0) {
          rekeys.completed(part.name());
        }
      }
      run.giveUpOnRemade(topicIds);
      return run;
    } catch (RuntimeException failure) {
      producer.close();
      throw failure;
    }
  }
}
