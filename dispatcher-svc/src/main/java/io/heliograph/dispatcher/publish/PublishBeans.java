package io.heliograph.dispatcher.publish;

import io.heliograph.coordinator.cursor.Locator;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes what publishing needs from its configuration. */
final class PublishBeans {

  @Produces
  @Singleton
  PublishPipeline pipeline(
      Sources sources,
      Topics topics,
      PublishSettings settings,
      PurgeSet purges,
      InstantSource clock) {
    return new PublishPipeline(
        new PublishPipeline.Settings(
            sources, topics, settings.batchMax(), settings.nestingMax(), Locator::storedDequeued),
        purges,
        clock,
        new SecureRandom());
  }
}
