package io.heliograph.dispatcher.log;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to the partitions of this replica; called on the reader's thread. */
public interface PartitionOwner {
  /**
   * Partitions are ours from now.
   *
   * @param membership ours, these partitions included
   * @return where the tail of each begins; a partition that is left out could not be taken and is
   *     offered again
   */
  Map<PartitionId, Long> taken(Set<PartitionId> partitions, GroupMembership membership);

  /** The group has a new generation; what stays ours is named under it. */
  void rebalanced(GroupMembership membership);

  /** Partitions go to another member; until this returns they are still ours. */
  void givingBack(Set<PartitionId> partitions, GroupMembership membership);

  /**
   * Partitions were taken away: whatever was not stored is void.
   *
   * @param membership ours without them, or null when we are no member any more
   */
  void lost(Set<PartitionId> partitions, @Nullable GroupMembership membership);

  /** New records of a partition of ours; chunks of a partition follow each other without gap. */
  void records(PartitionId partition, Chunk chunk);
}
