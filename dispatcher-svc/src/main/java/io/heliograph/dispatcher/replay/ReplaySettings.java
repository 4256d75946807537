package io.heliograph.dispatcher.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which completions are remembered, and how many. */
@ConfigMapping(prefix = "hub.replay-cache")
public interface ReplaySettings {
  /** Bytes of remembered statuses and results; 0 remembers none. */
  @WithDefault("0")
  long sizeBytes();

  /** Only what took a plugin longer than that is worth remembering. */
  @WithDefault("PT10S")
  Duration runtimeMin();

  /** How long a completion is remembered. */
  @WithDefault("PT30M")
  Duration kept();
}
