package io.heliograph.dashboard.topic;

import io.heliograph.kit.kafka.HubTopics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The topics of the hub. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings extends HubTopics {
  /** Interval between two checks for missing topics. */
  @WithDefault("PT0.5S")
  Duration retry();
}
