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
}
