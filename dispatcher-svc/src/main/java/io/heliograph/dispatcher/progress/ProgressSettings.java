package io.heliograph.dispatcher.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far the search for an event's records goes. */
@ConfigMapping(prefix = "hub.progress")
public interface ProgressSettings {
  /** Records looked at for one question, the newest first. */
  @WithDefault("2000000")
  long recordsMax();

  /** How long one question may search. */
  @WithDefault("PT20S")
  Duration searchMax();

  /** Questions that search at the same time; more are answered 503. */
  @WithDefault("2")
  int searchesMax();
}
