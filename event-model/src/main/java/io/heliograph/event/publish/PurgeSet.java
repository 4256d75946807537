package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;

/** What has been deleted: such events are dropped when they come again. Thread-safe. */
@FunctionalInterface
public interface PurgeSet {
  /** Nothing has been deleted. */
  PurgeSet NONE = (headers, kafkaKey, json) -> false;

  /**
   * Whether the event has been deleted.
   *
   * @param json the event with its tracking fields
   */
  boolean purged(EventHeaders headers, String kafkaKey, byte[] json);
}
