package io.heliograph.kit.kafka;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * What every service is told of the hub's topics, under {@code hub.topics}. A service extends it by
 * its own keys.
 */
public interface HubTopics {
  /** What stands, with a dot, before every topic's name; separates environments on one cluster. */
  Optional<String> prefix();

  /** The prefix with its separator; empty for none. */
  static String namePrefix(HubTopics topics) {
    return topics.prefix().map(text -> text + '.').orElse("");
  }

  /**
   * What is done about topics: {@code create} makes missing ones and reports drift, {@code update}
   * also sets their configuration and adds partitions, {@code none} changes nothing. The dispatcher
   * alone reports and mends drift; other services make their missing topics, or wait for them.
   */
  @WithDefault("create")
  Manage manage();

  /**
   * Milliseconds between two looks at the cluster's topics: within that time a service knows of a
   * change.
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
