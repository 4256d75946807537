package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import java.util.Set;

/**
 * This replica as a member of the group that shares the partitions, as it was when these were
 * assigned: under one generation. A transaction that carries it is refused once the group has given
 * them to another member (D9); what is asked of the group freshly would not be. Immutable.
 */
public interface GroupMember {
  /** Names us from when we joined the group until we are no member any more. */
  String memberId();

  /** The partitions that were ours then. */
  Set<PartitionId> assigned();

  /** Whether that partition was ours then. */
  default boolean owns(PartitionId id) {
    return assigned().contains(id);
  }
}
