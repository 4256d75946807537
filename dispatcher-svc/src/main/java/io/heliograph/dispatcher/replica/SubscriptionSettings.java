package io.heliograph.dispatcher.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long subscriptions are kept. */
@ConfigMapping(prefix = "hub.subscriptions")
public interface SubscriptionSettings {
  /** A subscription that nobody fetched for so long is deleted. */
  @WithDefault("P30D")
  Duration retention();

  /**
   * How often that is looked at. The first look is that long after the start, so that plugins which
   * were away as long as the hub find their place again.
   */
  @WithDefault("PT1H")
  Duration retentionCheck();
}
