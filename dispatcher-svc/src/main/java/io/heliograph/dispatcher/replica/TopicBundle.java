package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.pause.Pause;
import io.heliograph.dispatcher.pause.PauseSettings;
import io.heliograph.dispatcher.owner.Replays;
import io.heliograph.dispatcher.replay.Replayer;
import io.heliograph.dispatcher.store.DepartureRecords;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What a replica knows about topics and time, and the rules that depend on them. */
record TopicBundle(
    TopicCatalogue catalogue,
    Topics topics,
    DepartureRecords consequences,
    InstantSource clock,
    Pause pause,
    Replays replays) {

  /** Makes the bundle. */
  static final class Maker {
    @Produces
    @Singleton
    TopicBundle bundle(
        TopicCatalogue catalogue,
        Topics topics,
        PublishPipeline pipeline,
        InstantSource clock,
        PauseSettings pause,
        Replayer replayer) {
      return new TopicBundle(
          catalogue,
          topics,
          new DepartureRecords(topics, pipeline, clock, replayer::eventsOf),
          clock,
          new Pause(pause.stopped(), pause.skipping(), clock),
          replayer);
    }
  }
}
