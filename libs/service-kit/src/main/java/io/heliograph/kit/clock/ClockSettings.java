package io.heliograph.kit.clock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The clock of a service. */
@ConfigMapping(prefix = "hub.clock")
public interface ClockSettings {
  /**
   * Offset from the machine's clock, negative to be behind it: for drills, such as what age-off and
   * retention would do in 40 days. What they remove is gone.
   */
  @WithDefault("PT0S")
  Duration offset();
}
