package io.heliograph.dispatcher.fetch;

import io.heliograph.event.source.Sources;
import jakarta.inject.Singleton;

/** The bounds of a fetch, and what can be fetched. */
@Singleton
final class FetchConfiguration {
  private final FetchSettings settings;
  private final Sources sources;

  FetchConfiguration(FetchSettings settings, Sources sources) {
    this.settings = settings;
    this.sources = sources;
  }

  FetchSettings settings() {
    return settings;
  }

  /** What the parameters are read by. */
  FetchParameters.Limits limits() {
    return new FetchParameters.Limits(settings.countMax(), settings.defaultWaitSeconds(), sources);
  }
}
