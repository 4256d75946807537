package io.heliograph.kit.kafka;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * What every service is told of the hub's topics, under {@code hub.topics}. A service extends it by
 * its own keys.
 */
public interface HubTopics {
  /** Prefix of all topic names (a dot is appended); separates environments on a shared cluster. */
  Optional<String> prefix();

  /** The prefix with its separator; empty for none. */
  static String namePrefix(HubTopics topics) {
    return topics.prefix().map(text -> text + '.').orElse("");
  }

  /**
   * How topics are managed: {@code create} makes missing ones and reports drift, {@code update}
   * also sets their configuration and adds partitions, {@code none} changes nothing. Only the
   * dispatcher reports and repairs drift; other services make their missing topics, or wait for
   * them.
   */
  @WithDefault("create")
  Manage manage();

  /**
   * Interval between two refreshes of the topics, and between attempts while Kafka is unavailable.
   */
  @WithDefault("PT5S")
  Duration pollInterval();

  /** Timeout of one request to Kafka about topics. */
  @WithDefault("PT5S")
  Duration requestTimeout();

  /** See {@link #manage()}. */
  enum Manage {
    CREATE,
    UPDATE,
    NONE
  }
}
