package io.heliograph.dispatcher.migration;

import io.heliograph.dispatcher.kafka.KafkaCluster;
import io.heliograph.dispatcher.kafka.KafkaSettings;
import io.heliograph.dispatcher.kafka.Ordinal;
import io.heliograph.dispatcher.kafka.TopicFollower;
import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import io.heliograph.migration.FollowedTopics;
import io.heliograph.migration.MigrationCluster;
import io.heliograph.migration.MigrationOptions;
import io.heliograph.migration.Migrations;
import io.heliograph.migration.RecordFormats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Builds migrations from the configuration, starts and ends them. */
@Singleton
final class MigrationBeans {
  private final KafkaCluster kafka;
  private final Ordinal ordinal;
  private final MigrationSettings settings;

  MigrationBeans(KafkaCluster kafka, Ordinal ordinal, MigrationSettings settings) {
    this.kafka = kafka;
    this.ordinal = ordinal;
    this.settings = settings;
  }

  void start(@Observes StartupEvent started, Migrations migrations) {
    migrations.start();
  }

  void stop(@Observes ShutdownEvent stopped, Migrations migrations) throws InterruptedException {
    migrations.stop();
  }

  @Produces
  @Singleton
  RecordFormats formats(Topics topics, Sources sources, EventSize size, InstantSource clock) {
    return new RecordFormats(topics, sources, size.eventBytesMax(), clock);
  }

  @Produces
  @Singleton
  Migrations migrations(
      HubOfMigrations hub,
      RecordFormats formats,
      MigrationMetrics metrics,
      MeterRegistry registry) {
    MigrationCluster cluster =
        new MigrationCluster(
            kafka.clients(),
            kafka.prefix(),
            kafka.recordBytesMax(),
            ordinal.value(),
            kafka.threads());
    Migrations migrations =
        new Migrations(hub, cluster, this::follow, new CursorValues(), formats, options(), metrics);
    Gauge.builder("heliograph_migration_corrupt_batches", migrations, Migrations::unreadableCount)
        .description(
            "Record batches of source clusters with a wrong checksum that migrations wait for")
        .register(registry);
    return migrations;
  }

  private FollowedTopics.FollowedTopic follow(
      String purpose, String topic, Consumer<ConsumerRecord<byte[], byte[]>> records) {
    KafkaSettings replica = new KafkaSettings(kafka, ordinal.value(), "migration", "");
    TopicFollower follower = new TopicFollower(replica, purpose, topic, records);
    return new FollowedTopics.FollowedTopic() {
      @Override
      public CompletableFuture<Void> start() {
        return follower.start();
      }

      @Override
      public CompletableFuture<Void> reach(long position) {
        return follower.reach(position);
      }

      @Override
      public void stop() throws InterruptedException {
        follower.stop();
      }
    };
  }

  private MigrationOptions options() {
    return new MigrationOptions(
        settings.sourcesAllowed().orElse(List.of()),
        settings.source(),
        settings.recordsPerSecondMax(),
        settings.batchRecordsMax(),
        settings.batchBytesMax(),
        settings.fetchBytesMax(),
        settings.rejectsListedMax(),
        settings.rekeyedMax(),
        settings.endedKept(),
        settings.requestTimeout(),
        settings.retryWaitMax(),
        settings.corruptWait());
  }
}
