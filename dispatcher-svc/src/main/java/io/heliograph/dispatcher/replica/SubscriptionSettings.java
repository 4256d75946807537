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

  /** Subscriptions in all; a new one beyond it is refused unless another gives way. */
  @WithDefault("1000")
  int max();

  /** Subscriptions of plugins of one name. */
  @WithDefault("50")
  int perNameMax();

  /** One that was fetched only once gives way to a new one after so long without a fetch. */
  @WithDefault("PT10M")
  Duration giveWayAfter();

  /**
   * How often that is looked at. The first look is that long after the start, so that plugins which
   * were away as long as the hub find their place again.
   */
  @WithDefault("PT1H")
  Duration retentionCheck();
}
