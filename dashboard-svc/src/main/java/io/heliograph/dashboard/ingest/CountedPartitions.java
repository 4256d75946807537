package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.store.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The partitions that this member counts and the next offset of each, as Redis has it: the only
 * truth. A topic made anew has another id and begins at its beginning. Owned by the counting
 * thread; {@link #next()} may be read by others.
 */
final class CountedPartitions {
  private static final Logger LOG = Logger.getLogger(CountedPartitions.class);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final Counting counting;
  private final Map<TopicPartition, String> names = new HashMap<>();
  private final Map<TopicPartition, Long> expected = new HashMap<>();
  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> emptied = new HashMap<>();

  CountedPartitions(KafkaConsumer<byte[], byte[]> consumer, Admin admin, Counting counting) {
    this.consumer = consumer;
    this.admin = admin;
    this.counting = counting;
  }

  /** Goes to where Redis is in these. */
  void seek(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException, TimeoutException, RedisFailedException {
    if (partitions.isEmpty()) {
      return;
    }
    List<String> topics = partitions.stream().map(TopicPartition::topic).distinct().toList();
    Map<String, TopicDescription> described = admin.describeTopics(topics).allTopicNames().get();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      String name = described.get(partition.topic()).topicId() + ":" + partition.partition();
      long stored = counting.nextOffset(name);
      long beginning = beginnings.get(partition);
      if (stored != Position.NONE && stored < beginning) {
        LOG.warnf("messages expired uncounted partition=%s %d..%d", partition, stored, beginning);
      }
      consumer.seek(partition, Math.max(stored, beginning));
      names.put(partition, name);
      expected.put(partition, stored);
      next.put(partition, Math.max(stored, beginning));
      LOG.infof("counting partition=%s from=%d", partition, Math.max(stored, beginning));
    }
  }

  void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      names.remove(partition);
      expected.remove(partition);
      next.remove(partition);
    }
  }

  /** Counts these records of that partition; goes back when Redis is elsewhere. */
  void count(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException, TimeoutException, RedisFailedException {
    String name = names.get(partition);
    if (name == null) {
      return;
    }
    if (counting.count(name, expected.get(partition), records)) {
      long after = records.getLast().offset() + 1;
      expected.put(partition, after);
      next.put(partition, after);
    } else {
      LOG.warnf("redis is elsewhere partition=%s", partition);
      seek(List.of(partition));
    }
  }

  /** The next offset of each partition of ours. */
  Map<TopicPartition, Long> next() {
    return Map.copyOf(next);
  }

  /** Records that wait in Kafka. */
  long lag() {
    return next.keySet().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  /** Mirrors the offsets into the group, for tools that show lag; nothing reads them here. */
  void mirror() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    consumer.commitAsync(offsets, (committed, failure) -> {});
  }

  /** Removes what was counted of that topic. */
  void empty(String topic) {
    next.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(topic) && offset > emptied.getOrDefault(partition, 0L)) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)));
            emptied.put(partition, offset);
          }
        });
  }
}
