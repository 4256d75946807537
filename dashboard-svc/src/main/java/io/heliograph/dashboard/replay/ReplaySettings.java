package io.heliograph.dashboard.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may be replayed at once. */
@ConfigMapping(prefix = "hub.replay")
public interface ReplaySettings {
  /** How many messages one request may bring. */
  @WithDefault("200000")
  int messagesMax();

  /** How large its body may be. */
  @WithDefault("67108864")
  int bodyBytesMax();
}
