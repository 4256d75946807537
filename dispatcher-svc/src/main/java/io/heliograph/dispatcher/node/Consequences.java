package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.shard.Replays;
import io.heliograph.dispatcher.replay.Replayer;
import io.heliograph.dispatcher.retry.DepartureRecords;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What follows when an event leaves a cursor without having been worked on. */
record Consequences(DepartureRecords records, Replays replays) {

  /** Makes it. */
  static final class Maker {
    @Produces
    @Singleton
    Consequences consequences(
        Topics topics, PublishPipeline pipeline, InstantSource clock, Replayer replayer) {
      return new Consequences(
          new DepartureRecords(topics, pipeline, clock, replayer::eventsOf), replayer);
    }
  }
}
