package io.heliograph.kit.clock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What this process takes for the time. */
@ConfigMapping(prefix = "hub.clock")
public interface ClockSettings {
  /**
   * How far this process is ahead of the machine's clock: for drills, such as what age-off and
   * retention would do in 40 days. What they remove is gone. Negative when behind.
   */
  @WithDefault("PT0S")
  Duration ahead();
}
