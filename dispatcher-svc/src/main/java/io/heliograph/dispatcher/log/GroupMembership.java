package io.heliograph.dispatcher.log;

import io.heliograph.coordinator.log.PartitionId;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Our membership of the group {@code hub-dispatcher} as it was when these partitions were assigned.
 * A transaction that carries it is refused by the coordinator once another member owns them (D9);
 * metadata read freshly would not be.
 */
public record GroupMembership(
    ConsumerGroupMetadata metadata, Map<TopicPartition, PartitionId> assigned) {

  public GroupMembership {
    assigned = Map.copyOf(assigned);
  }

  /** How Kafka names that partition, if it is ours. */
  public Optional<TopicPartition> ours(PartitionId id) {
    TopicPartition name = new TopicPartition(id.topic(), id.partition());
    return id.equals(assigned.get(name)) ? Optional.of(name) : Optional.empty();
  }
}
