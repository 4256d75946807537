package io.heliograph.dispatcher.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics are named and kept (contract dispatcher.md part 1 row 3). */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {
  /**
   * Milliseconds between two looks at the cluster's topics, and between attempts while it is away.
   */
  @WithDefault("5000")
  long pollMillis();
}
