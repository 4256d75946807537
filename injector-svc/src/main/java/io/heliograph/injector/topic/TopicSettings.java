package io.heliograph.injector.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How topics are named and kept. */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings {
  /** What stands, with a dot, before every topic's name; separates environments on one cluster. */
  Optional<String> prefix();

  /** Whether missing topics are made ({@code create}, {@code update}) or waited for. */
  @WithDefault("create")
  Manage manage();

  /** Milliseconds between two looks at the cluster's topics. */
  @WithDefault("5000")
  long pollMillis();

  /** Milliseconds that one request to the cluster may take. */
  @WithDefault("5000")
  int requestTimeoutMillis();

  /** See {@link #manage()}. */
  enum Manage {
    CREATE,
    UPDATE,
    NONE
  }
}
