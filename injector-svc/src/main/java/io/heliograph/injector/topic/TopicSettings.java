package io.heliograph.injector.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The topics of the hub. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {
  /** Interval between two refreshes of the topics. */
  @WithDefault("5000")
  long pollMillis();
}
