package io.heliograph.dispatcher.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How topics are named and kept (contract dispatcher.md part 1 row 3). */
@ConfigMapping(prefix = "hub.topics")
public interface TopicSettings {
  /** What stands, with a dot, before every topic's name; separates environments on one cluster. */
  Optional<String> prefix();

  /**
   * What is done about topics: {@code create} makes missing ones and reports drift, {@code update}
   * also sets their configuration and adds partitions, {@code none} changes nothing.
   */
  @WithDefault("create")
  Manage manage();

  /**
   * Milliseconds between two looks at the cluster's topics, and between attempts while it is away.
   */
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
