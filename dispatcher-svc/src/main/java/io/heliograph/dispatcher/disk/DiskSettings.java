package io.heliograph.dispatcher.disk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of each disk stays free. */
@ConfigMapping(prefix = "hub.disk")
public interface DiskSettings {
  /**
   * Below so much free room uploads and new events are refused: a part of the disk, such as {@code
   * 5%}, a size, such as {@code 2GiB}, or both with a comma between, of which the larger counts;
   * {@code 0} for no such bound. Kafka's disks are looked at as well.
   */
  @WithDefault(FreeMin.DEFAULT)
  String freeMin();

  /** How often the disks are looked at. */
  @WithDefault("5S")
  Duration checkInterval();
}
