package io.heliograph.injector.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large one event may be on Kafka. */
@ConfigMapping(prefix = "hub.events")
public interface EventSize {
  /** Room for key, headers and batch overhead beside the value. */
  int ENVELOPE_BYTES = 64 * 1024;

  /** The largest event, in bytes of its JSON; a child that is larger is not injected. */
  @WithDefault("3145728")
  int eventBytesMax();
}
