package io.heliograph.coordinator.log;

/** Loads chunks for cursors that are behind a tail; the answer comes back as a message. */
@FunctionalInterface
public interface HistoryLoader {
  /**
   * Asks for the records from an offset on, in place of what that reader asked for in that
   * partition before; asking again is harmless.
   */
  void load(PartitionId partition, long offset, HistoryReader reader);

  /** The reader has seen what was loaded for it: the next part of that partition may come. */
  default void looked(PartitionId partition, HistoryReader reader) {}
}
