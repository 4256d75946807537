package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.store.GivenUpRecords;
import io.heliograph.dispatcher.topic.TopicCatalogue;
import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What a replica knows about topics and time, and what it writes when it gives an event up. */
record TopicBundle(
    TopicCatalogue catalogue, Topics topics, GivenUpRecords consequences, InstantSource clock) {

  /** Makes the bundle. */
  static final class Maker {
    @Produces
    @Singleton
    TopicBundle bundle(
        TopicCatalogue catalogue, Topics topics, PublishPipeline pipeline, InstantSource clock) {
      GivenUpRecords consequences = new GivenUpRecords(topics.deadLetters(), pipeline, clock);
      return new TopicBundle(catalogue, topics, consequences, clock);
    }
  }
}
