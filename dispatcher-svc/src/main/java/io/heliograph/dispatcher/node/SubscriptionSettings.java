package io.heliograph.dispatcher.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long subscriptions are kept. */
@ConfigMapping(prefix = "hub.subscriptions")
public interface SubscriptionSettings {
  /** How long a subscription is kept after its last fetch; then it is deleted. */
  @WithDefault("P30D")
  Duration retention();

  /** Maximum number of subscriptions; a new one above it is refused unless another gives way. */
  @WithDefault("1000")
  int max();

  /** Maximum number of subscriptions of plugins of one name. */
  @WithDefault("50")
  int perNameMax();

  /** How long after its only fetch a subscription gives way to a new one. */
  @WithDefault("PT10M")
  Duration giveWayAfter();

  /**
   * Interval between two deletions of idle subscriptions. The first is that long after the start,
   * so that plugins that were away as long as the hub continue at their position.
   */
  @WithDefault("PT1H")
  Duration retentionCheck();
}
