package io.heliograph.dispatcher.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the log is read. */
@ConfigMapping(prefix = "hub.log")
public interface LogSettings {
  /**
   * How long a record batch with a wrong checksum is read again, so that another replica of the
   * partition can become its leader; then the batch is skipped, counted and logged.
   */
  @WithDefault("2M")
  Duration corruptWait();
}
