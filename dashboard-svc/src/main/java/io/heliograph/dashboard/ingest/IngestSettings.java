package io.heliograph.dashboard.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are read from Kafka. */
@ConfigMapping(prefix = "hub.ingest")
public interface IngestSettings {
  /** Maximum number of messages that go to Redis in one round trip. */
  @WithDefault("256")
  int batchMax();

  /** Initial back-off after Redis or Kafka failed; it doubles up to {@link #pauseMax()}. */
  @WithDefault("PT0.1S")
  Duration pause();

  /** Maximum back-off after Redis or Kafka failed. */
  @WithDefault("PT5S")
  Duration pauseMax();

  /**
   * How long a record batch with a wrong checksum is read again, so that another replica of the
   * partition can become its leader; then the batch is skipped, counted and logged. Only its
   * partition waits.
   */
  @WithDefault("2M")
  Duration corruptWait();
}
