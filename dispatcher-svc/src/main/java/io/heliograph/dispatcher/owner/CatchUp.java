package io.heliograph.dispatcher.owner;

import io.heliograph.dispatcher.log.PartitionId;

/** Loads chunks for cursors that are behind a tail; the answer comes back as a message. */
@FunctionalInterface
public interface CatchUp {
  /**
   * Asks for the records from an offset on; asking again while a load of the partition is under way
   * is harmless.
   */
  void load(PartitionId partition, long offset);
}
