package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import java.util.UUID;

/** Two partitions of one topic. */
final class TestPartitions {
  static final PartitionId PARTITION = new PartitionId("testing.binary.data", new UUID(1, 2), 0);
  static final PartitionId OTHER = new PartitionId("testing.binary.data", new UUID(1, 2), 1);

  private TestPartitions() {}
}
