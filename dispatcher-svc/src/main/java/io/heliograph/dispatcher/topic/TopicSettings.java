package io.heliograph.dispatcher.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The topics of the hub. Contract: dispatcher.md part 1 row 3. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {
  /**
   * Interval between two refreshes of the topics, and between attempts while Kafka is unavailable.
   */
  @WithDefault("5000")
  long pollMillis();
}
