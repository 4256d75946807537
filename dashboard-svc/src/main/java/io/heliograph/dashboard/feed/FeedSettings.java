package io.heliograph.dashboard.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The MISP instances that are listened to. */
@ConfigMapping(prefix = "hub.misp")
public interface FeedSettings {
  /** The ZeroMQ address of each instance by its name, such as {@code tcp://misp.example:50000}. */
  Map<String, String> feeds();

  /** How many messages of one instance may wait for Kafka; what comes beyond is lost there. */
  @WithDefault("10000")
  int waitingMax();

  /** After how long without a message an instance counts as silent. */
  @WithDefault("PT15S")
  Duration silence();
}
