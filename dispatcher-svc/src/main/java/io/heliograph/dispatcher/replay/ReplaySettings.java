package io.heliograph.dispatcher.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The replay cache of completions. */
@ConfigMapping(prefix = "hub.replay-cache")
public interface ReplaySettings {
  /** Size of the cached statuses and results; 0 caches none. */
  @WithDefault("0")
  long sizeBytes();

  /** Minimum run time of a plugin for a completion to be cached. */
  @WithDefault("PT10S")
  Duration runtimeMin();

  /** How long a completion is cached. */
  @WithDefault("PT30M")
  Duration kept();
}
