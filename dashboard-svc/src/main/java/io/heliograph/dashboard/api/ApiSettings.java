package io.heliograph.dashboard.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of the statistics API. */
@ConfigMapping(prefix = "hub.api")
public interface ApiSettings {
  /** Maximum number of days of a time range; a longer one is refused. */
  @WithDefault("400")
  int daysMax();

  /** Maximum number of rows of a response. */
  @WithDefault("5000")
  int rowsMax();

  /** Maximum number of refused messages that are read, the newest. */
  @WithDefault("200")
  int rejectedMax();

  /** Timeout for reading them from Kafka. */
  @WithDefault("PT5S")
  Duration rejectedTimeout();
}
