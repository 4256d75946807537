package io.heliograph.dashboard.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The MISP instances that are read. */
@ConfigMapping(prefix = "hub.misp")
public interface FeedSettings {
  /** ZeroMQ address of each MISP instance by its name, such as {@code tcp://misp.example:50000}. */
  Map<String, String> feeds();

  /** Maximum number of messages of one instance that wait for Kafka; further ones are lost. */
  @WithDefault("10000")
  int waitingMax();

  /** Time without a message after which an instance counts as silent. */
  @WithDefault("PT15S")
  Duration silence();
}
