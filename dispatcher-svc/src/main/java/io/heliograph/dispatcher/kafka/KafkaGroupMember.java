package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.state.GroupMember;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * Our membership of the group {@code hub-dispatcher}. A transaction that carries its metadata is
 * refused by the coordinator once another member owns the partitions (D9).
 *
 * @param metadata as it was when these partitions were assigned
 */
public record KafkaGroupMember(ConsumerGroupMetadata metadata, Set<PartitionId> assigned)
    implements GroupMember {
  /** Copies the partitions. */
  public KafkaGroupMember {
    assigned = Set.copyOf(assigned);
  }

  @Override
  public String memberId() {
    return metadata.memberId();
  }
}
