package io.heliograph.dispatcher.disk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of each disk stays free. */
@ConfigMapping(prefix = "hub.disk")
public interface DiskSettings {
  /**
   * Free space below which uploads and new events are refused: a share of the disk, such as {@code
   * 5%}, a size, such as {@code 2GiB}, or both with a comma between, of which the larger counts;
   * {@code 0} for no limit. Kafka's disks are checked as well.
   */
  @WithDefault(FreeMin.DEFAULT)
  String freeMin();

  /** Interval between two checks of the disks. */
  @WithDefault("5S")
  Duration checkInterval();
}
