package io.heliograph.coordinator.log;

import java.util.UUID;

/**
 * A partition of one incarnation of a topic: a topic recreated under the same name has another id,
 * so state about the former never applies to it.
 */
public record PartitionId(String topic, UUID topicId, int partition) {
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
