package io.heliograph.dispatcher.pause;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The phases of a restore pause, counted from its request. */
@ConfigMapping(prefix = "hub.pause")
public interface PauseSettings {
  /** How long plugins receive no events; their subscriptions are deleted. */
  @WithDefault("PT10M")
  Duration stopped();

  /** Time after the request until which new subscriptions start at the latest offset. */
  @WithDefault("PT30M")
  Duration skipping();

  /** Minimum interval between two restore pauses; an earlier request is ignored. */
  @WithDefault("PT1M")
  Duration apart();
}
