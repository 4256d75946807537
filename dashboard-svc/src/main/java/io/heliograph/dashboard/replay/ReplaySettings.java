package io.heliograph.dashboard.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The limits of replays. */
@ConfigMapping(prefix = "hub.replay")
public interface ReplaySettings {
  /** Maximum number of messages of one request. */
  @WithDefault("200000")
  int messagesMax();

  /** Maximum size of a request body. */
  @WithDefault("67108864")
  int bodyBytesMax();
}
