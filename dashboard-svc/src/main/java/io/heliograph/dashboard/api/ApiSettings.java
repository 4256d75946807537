package io.heliograph.dashboard.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much our own statistics API answers. */
@ConfigMapping(prefix = "hub.api")
public interface ApiSettings {
  /** How many days a range of time may touch; a longer one is refused. */
  @WithDefault("400")
  int daysMax();

  /** How many rows an answer has at most. */
  @WithDefault("5000")
  int rowsMax();

  /** How many refused messages are looked at, the newest. */
  @WithDefault("200")
  int rejectedMax();

  /** How long Kafka may take to tell them. */
  @WithDefault("PT5S")
  Duration rejectedTimeout();
}
