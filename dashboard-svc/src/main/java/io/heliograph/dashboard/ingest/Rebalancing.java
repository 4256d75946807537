package io.heliograph.dashboard.ingest;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Goes to where Redis is in partitions that become ours. Runs on the counting thread. */
record Rebalancing(CountedPartitions partitions) implements ConsumerRebalanceListener {

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    try {
      partitions.seek(assigned);
    } catch (ExecutionException | TimeoutException | RedisFailedException failure) {
      throw new KafkaException("where to begin is not known", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    partitions.forget(revoked);
  }
}
