package io.heliograph.dispatcher.eventinfo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far a lookup of an event searches. */
@ConfigMapping(prefix = "hub.progress")
public interface EventInfoSettings {
  /** Maximum number of records scanned per lookup, the newest first. */
  @WithDefault("2000000")
  long recordsMax();

  /** Timeout of one lookup. */
  @WithDefault("PT20S")
  Duration searchMax();

  /** Maximum number of concurrent lookups; further ones are answered 503. */
  @WithDefault("2")
  int searchesMax();
}
