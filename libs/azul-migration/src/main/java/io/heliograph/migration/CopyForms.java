package io.heliograph.migration;

import io.heliograph.dispatcher.topic.EventSize;
import io.heliograph.event.Topics;
import io.heliograph.event.source.Sources;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What says how copies look. */
record CopyForms(Topics topics, Sources sources, EventSize size, InstantSource clock) {

  /** Makes the bundle. */
  static final class Maker {
    @Produces
    @Singleton
    CopyForms forms(Topics topics, Sources sources, EventSize size, InstantSource clock) {
      return new CopyForms(topics, sources, size, clock);
    }
  }
}
