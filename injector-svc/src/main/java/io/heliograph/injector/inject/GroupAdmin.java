package io.heliograph.injector.inject;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What a replica asks the cluster when it takes partitions. A partition without a leader delays no
 * other: what it does not answer in time is left out.
 */
final class GroupAdmin implements Assignment.Surroundings {
  private static final Logger LOG = Logger.getLogger(GroupAdmin.class);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Admin admin;
  private final StaleTransactionFencer dead;

  GroupAdmin(Admin admin, StaleTransactionFencer dead) {
    this.admin = admin;
    this.dead = dead;
  }

  @Override
  public void fence() throws InterruptedException {
    dead.fence();
  }

  @Override
  public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, OffsetSpec.earliest()));
    ListOffsetsResult result = admin.listOffsets(wanted);
    Map<TopicPartition, Long> found = new HashMap<>();
    long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
    for (TopicPartition partition : partitions) {
      try {
        long leftNanos = Math.max(1, deadlineNanos - System.nanoTime());
        found.put(
            partition,
            result.partitionResult(partition).get(leftNanos, TimeUnit.NANOSECONDS).offset());
      } catch (ExecutionException | TimeoutException silent) {
        LOG.warnf("first offset unknown partition=%s reason=%s", partition, silent);
      }
    }
    return found;
  }
}
