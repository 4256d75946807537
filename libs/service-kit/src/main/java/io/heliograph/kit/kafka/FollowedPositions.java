package io.heliograph.kit.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * How far a topic has been read: where it is read on after a failure, when all that was read is
 * void, and when the reader has caught up. Used by one thread; decides only.
 */
final class FollowedPositions {
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private @Nullable Uuid topic;
  private boolean caughtUp;

  /**
   * Takes up a topic, for the first time or again.
   *
   * @return whether it is read from its beginning: it was not read before, is another one of that
   *     name, or was cut
   */
  boolean take(Uuid id) {
    if (id.equals(topic)) {
      return false;
    }
    cut();
    topic = id;
    return true;
  }

  /** What is to be read next is not in the log any more: all that was read is void. */
  void cut() {
    topic = null;
    next.clear();
    caughtUp = false;
  }

  /** Where to read from, of the partitions that there are, with their beginnings and ends now. */
  Map<TopicPartition, Long> starts(
      Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> endsNow) {
    ends.clear();
    ends.putAll(endsNow);
    Map<TopicPartition, Long> starts = new HashMap<>(beginnings);
    starts.keySet().forEach(one -> starts.put(one, next.getOrDefault(one, beginnings.get(one))));
    return starts;
  }

  /**
   * All before that position has been read.
   *
   * @return whether that is further than before
   */
  boolean reached(TopicPartition partition, long position) {
    Long before = next.put(partition, position);
    Long end = ends.get(partition);
    if (end != null && position >= end) {
      ends.remove(partition);
    }
    caughtUp |= ends.isEmpty();
    return before != null && position > before;
  }

  /** What is read next of that partition; 0 when nothing of it was read. */
  long next(TopicPartition partition) {
    return next.getOrDefault(partition, 0L);
  }

  /** Whether all that was written when the topic was taken up has been read once. */
  boolean caughtUp() {
    return caughtUp;
  }
}
