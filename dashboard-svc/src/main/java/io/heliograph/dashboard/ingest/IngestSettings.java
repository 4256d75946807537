package io.heliograph.dashboard.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are taken from Kafka. */
@ConfigMapping(prefix = "hub.ingest")
public interface IngestSettings {
  /** How many messages go to Redis in one round trip at most. */
  @WithDefault("256")
  int batchMax();

  /** The first pause after Redis or Kafka failed; it doubles up to {@link #pauseMax()}. */
  @WithDefault("PT0.1S")
  Duration pause();

  /** The longest pause between two attempts. */
  @WithDefault("PT5S")
  Duration pauseMax();

  /**
   * How long a batch of records that does not match its checksum is read again and waited for, so
   * that another replica of the partition can become its leader; then it is passed over, counted
   * and named. Its partition alone waits.
   */
  @WithDefault("2M")
  Duration corruptWait();
}
