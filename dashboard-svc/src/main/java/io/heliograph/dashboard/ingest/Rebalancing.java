package io.heliograph.dashboard.ingest;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Looks for where Redis is in partitions that become ours. Runs on the counting thread. */
record Rebalancing(CountedPartitions partitions) implements ConsumerRebalanceListener {

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    partitions.seek(assigned);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    partitions.forget(revoked);
  }
}
