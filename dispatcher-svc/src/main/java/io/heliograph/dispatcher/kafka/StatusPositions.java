package io.heliograph.dispatcher.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * What the status tail reads next, by partition. A partition that does not say where it begins or
 * ends, since it has no leader, is read once it does; the others are read meanwhile. Lives on the
 * tail's thread, over one consumer after the other.
 */
final class StatusPositions {
  private static final Logger LOG = Logger.getLogger(StatusPositions.class);

  /** For a partition that is asked where it begins or ends; one without a leader does not say. */
  private static final Duration OFFSET_WAIT = Duration.ofSeconds(2);

  private final long begunMillis;

  /** A partition that is not in it has not been read yet; one at 0 is asked where it begins. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private boolean begun;

  /**
   * Nothing is known yet.
   *
   * @param begunMillis of a partition that is met later what came since then is read
   */
  StatusPositions(long begunMillis) {
    this.begunMillis = begunMillis;
  }

  /** What was to be read next of those is not in the log any more: what is left is read. */
  void cut(Set<TopicPartition> outOfRange) {
    outOfRange.forEach(partition -> next.put(partition, 0L));
  }

  /**
   * Assigns what can be read now; where nothing was read yet, that begins at its end.
   *
   * @param beat called between waits
   */
  void assign(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Runnable beat) {
    for (TopicPartition partition : partitions) {
      if (!next.containsKey(partition)) {
        start(consumer, partition).ifPresent(offset -> next.put(partition, offset));
        beat.run();
      } else if (next.get(partition) == 0) {
        beginning(consumer, partition).ifPresent(offset -> next.put(partition, offset));
        beat.run();
      }
    }
    if (!consumer.assignment().equals(next.keySet())) {
      consumer.assign(next.keySet());
      next.forEach(consumer::seek);
    }
    begun = true;
  }

  /**
   * At our first look the end of the partition. Later, when it had no leader then or is new, what
   * came since we began.
   */
  private OptionalLong start(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    try {
      if (begun) {
        OffsetAndTimestamp since =
            consumer.offsetsForTimes(Map.of(partition, begunMillis), OFFSET_WAIT).get(partition);
        if (since != null) {
          return OptionalLong.of(since.offset());
        }
      }
      return OptionalLong.of(consumer.endOffsets(Set.of(partition), OFFSET_WAIT).get(partition));
    } catch (TimeoutException noLeader) {
      LOG.warnf("end offset unavailable partition=%s: its statuses wait", partition);
      return OptionalLong.empty();
    }
  }

  private static OptionalLong beginning(
      Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    try {
      return OptionalLong.of(
          consumer.beginningOffsets(Set.of(partition), OFFSET_WAIT).get(partition));
    } catch (TimeoutException noLeader) {
      return OptionalLong.empty();
    }
  }

  /** Notes how far the consumer is; the positions of the first so many partitions. */
  long[] reached(Consumer<byte[], byte[]> consumer, int count) {
    long[] reached = new long[count];
    for (TopicPartition partition : consumer.assignment()) {
      long position = next.getOrDefault(partition, 0L);
      try {
        position = consumer.position(partition, Duration.ZERO);
        next.put(partition, position);
      } catch (TimeoutException changingLeader) {
        // What was applied since is applied once more after a failure, which changes nothing.
      }
      if (partition.partition() < count) {
        reached[partition.partition()] = position;
      }
    }
    return reached;
  }
}
