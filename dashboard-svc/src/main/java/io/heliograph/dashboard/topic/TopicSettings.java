package io.heliograph.dashboard.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How topics are named and kept. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings {
  /** What stands, with a dot, before every topic's name; separates environments on one cluster. */
  Optional<String> prefix();

  /** Whether missing topics are made ({@code create}, {@code update}) or waited for. */
  @WithDefault("create")
  Manage manage();

  /** How long one request to the cluster may take. */
  @WithDefault("5000")
  int requestTimeoutMillis();

  /** The pause between two looks for topics that are missing. */
  @WithDefault("PT0.5S")
  Duration retry();

  /** See {@link #manage()}. */
  enum Manage {
    CREATE,
    UPDATE,
    NONE
  }
}
