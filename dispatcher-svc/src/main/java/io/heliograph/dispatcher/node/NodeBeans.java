package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.cluster.FilterSource;
import io.heliograph.coordinator.pause.Pause;
import io.heliograph.dispatcher.cluster.ClusterSettings;
import io.heliograph.dispatcher.kafka.Ordinal;
import io.heliograph.dispatcher.pause.PauseSettings;
import io.heliograph.dispatcher.replay.CompletionReplayer;
import io.heliograph.dispatcher.retry.DispositionRecords;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the parts of a node whose classes know nothing of settings. */
final class NodeBeans {
  @Produces
  @Singleton
  Pause pause(PauseSettings settings, InstantSource clock) {
    return new Pause(settings.stopped(), settings.skipping(), clock);
  }

  @Produces
  @Singleton
  DispositionRecords dispositions(
      Topics topics, PublishPipeline pipeline, InstantSource clock, CompletionReplayer replayer) {
    return new DispositionRecords(topics, pipeline, clock, replayer::eventsOf);
  }

  @Produces
  @Singleton
  Ordinal ordinal(ClusterSettings settings) {
    return Ordinal.of(settings.ordinal(), System.getenv("HOSTNAME"));
  }

  @Produces
  @Singleton
  ClusterAccess cluster(Vertx vertx, ClusterSettings settings, FilterSource filters) {
    return new ClusterAccess(vertx, settings.secret().orElse(""), filters);
  }
}
