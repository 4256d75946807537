package io.heliograph.dispatcher.pause;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The windows of a pause, counted from when it was set. */
@ConfigMapping(prefix = "hub.pause")
public interface PauseSettings {
  /** So long plugins get nothing and their subscriptions are forgotten. */
  @WithDefault("PT10M")
  Duration stopped();

  /** From then until this, subscriptions that are made begin at the newest events. */
  @WithDefault("PT30M")
  Duration skipping();

  /** A pause that was set less than this ago is not set anew. */
  @WithDefault("PT1M")
  Duration apart();
}
