package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.pause.Pause;
import io.heliograph.dispatcher.pause.PauseSettings;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.event.Topics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What a replica knows about topics and time, and the rules that depend on them. */
record TopicBundle(
    TopicCatalogue catalogue,
    Topics topics,
    Consequences consequences,
    InstantSource clock,
    Pause pause) {

  /** Makes the bundle. */
  static final class Maker {
    @Produces
    @Singleton
    TopicBundle bundle(
        TopicCatalogue catalogue,
        Topics topics,
        Consequences consequences,
        InstantSource clock,
        PauseSettings pause) {
      return new TopicBundle(
          catalogue,
          topics,
          consequences,
          clock,
          new Pause(pause.stopped(), pause.skipping(), clock));
    }
  }
}
