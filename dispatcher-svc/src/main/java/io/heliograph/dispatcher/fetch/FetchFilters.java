package io.heliograph.dispatcher.fetch;

import io.heliograph.dispatcher.filter.ConsumePipeline;
import io.heliograph.dispatcher.filter.EventFilter;
import io.heliograph.dispatcher.filter.Markings;
import io.heliograph.event.publish.AgeOff;
import io.heliograph.event.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Builds the filters of a fetch from its parameters and the hub's configuration. */
@ApplicationScoped
final class FetchFilters {
  private final AgeOff ageOff;
  private final Markings markings;

  FetchFilters(Sources sources, SecuritySettings settings) {
    this.ageOff = new AgeOff(sources, InstantSource.system());
    this.markings = new Markings(settings.markings().map(FetchFilters::levels).orElse(List.of()));
  }

  /** Levels are separated by semicolons, alternatives within one by commas. */
  private static List<List<String>> levels(String text) {
    return List.of(text.split(";")).stream()
        .map(level -> List.of(level.split(",")).stream().map(String::strip).toList())
        .toList();
  }

  EventFilter of(FetchParameters parameters) {
    return new ConsumePipeline(
        ageOff::isExpired,
        parameters.subscription().active()
            ? ConsumePipeline.DEPTH_MAX_ACTIVE
            : ConsumePipeline.DEPTH_MAX_PASSIVE,
        parameters.maxSecurity(),
        markings,
        parameters.rules());
  }
}
