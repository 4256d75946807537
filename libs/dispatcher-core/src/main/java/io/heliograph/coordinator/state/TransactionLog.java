package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.NewRecord;
import io.heliograph.coordinator.log.PartitionId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes transactions. Used by one thread; never throws. */
public interface TransactionLog extends AutoCloseable {
  /**
   * What is written all or none.
   *
   * @param member whose proof goes with it
   * @param proof the partitions to be proved ours; may be empty when the records are about none
   */
  record Batch(List<NewRecord> records, @Nullable GroupMember member, Set<PartitionId> proof) {
    public Batch {
      records = List.copyOf(records);
      proof = Set.copyOf(proof);
    }
  }

  /** Writes a batch; not to be called while an outcome is {@link Outcome.Unknown}. */
  Outcome write(Batch batch);

  /** Asks for the commit again whose outcome is {@link Outcome.Unknown}. */
  Outcome again();

  @Override
  void close();
}
