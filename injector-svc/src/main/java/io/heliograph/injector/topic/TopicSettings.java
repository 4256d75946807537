package io.heliograph.injector.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics are named and kept. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {
  /** Milliseconds between two looks at the cluster's topics. */
  @WithDefault("5000")
  long pollMillis();
}
