package io.heliograph.event.publish;

import io.heliograph.event.EventHeaders;

/** What has been deleted: such events are dropped when they come again. Thread-safe. */
@FunctionalInterface
public interface PurgeSet {
  /** Nothing has been deleted. */
  PurgeSet NONE = (headers, kafkaKey, tracking) -> false;

  /** Whether nothing has been deleted, so that no event needs a check. */
  default boolean isEmpty() {
    return this == NONE;
  }

  /**
   * Whether the event has been deleted (contract dispatcher.md part 2 section 4.11, part 1 row 25).
   *
   * @param headers name the model, the event's and the submission's time
   * @param tracking what deletions of links, authors and submissions match
   */
  boolean purged(EventHeaders headers, String kafkaKey, Tracking tracking);
}
