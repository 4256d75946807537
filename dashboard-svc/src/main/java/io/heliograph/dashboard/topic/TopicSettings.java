package io.heliograph.dashboard.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How topics are named and kept. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {
  /** The pause between two looks for topics that are missing. */
  @WithDefault("PT0.5S")
  Duration retry();
}
