package io.heliograph.migration;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition of the source cluster, and which of its offsets are copied.
 *
 * @param topicId tells a topic that was recreated under its name from the former one
 * @param begin the first offset
 * @param end the offset after the last
 */
public record CopyTask(String topic, String topicId, int partition, long begin, long end) {
  /** Checks the offsets. */
  public CopyTask {
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("offsets from " + begin + " to " + end);
    }
  }

  TopicPartition name() {
    return new TopicPartition(topic, partition);
  }
}
