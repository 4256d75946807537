package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.PartitionId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the partitions of this replica; called on the reader's thread, which must not be
 * kept waiting: a member of the group that does not poll is thrown out of it.
 */
public interface PartitionOwner {
  /**
   * Partitions are ours from now, and are taken one by one; each can be read once {@link #started}
   * names it.
   *
   * @param member ours, these partitions included
   */
  void assigned(Set<PartitionId> partitions, GroupMember member);

  /** Where the tails of partitions begin that were taken since the last call. */
  Map<PartitionId, Long> started();

  /** The group has a new generation; what stays ours is named under it. */
  void rebalanced(GroupMember member);

  /** Partitions go to another member; until this returns, after a few seconds, they are ours. */
  void givingBack(Set<PartitionId> partitions, GroupMember member);

  /**
   * Partitions were taken away: whatever was not stored is void.
   *
   * @param member ours without them, or null when we are no member any more
   */
  void lost(Set<PartitionId> partitions, @Nullable GroupMember member);

  /** New records of a partition of ours; chunks of a partition follow each other without gap. */
  void records(PartitionId partition, Chunk chunk);

  /** Whether so much was passed on and not looked at yet that nothing more is to be read now. */
  boolean isFull();
}
