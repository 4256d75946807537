package io.heliograph.dispatcher.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the log is read. */
@ConfigMapping(prefix = "hub.log")
public interface LogSettings {
  /**
   * How long a batch of records that does not match its checksum is read again and waited for, so
   * that another replica of the partition can become its leader; then it is passed over, counted
   * and named.
   */
  @WithDefault("2M")
  Duration corruptWait();
}
