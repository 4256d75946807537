package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.ingest.SeekQueue.Start;
import io.heliograph.dashboard.store.Position;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.limit.RefusalLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The partitions that this member counts and the next offset of each, as Redis has it: the only
 * truth. A recreated topic has another id and is counted from its beginning. Owned by the counting
 * thread; {@link #next()} may be read by others.
 */
final class CountedPartitions {
  private static final Logger LOG = Logger.getLogger(CountedPartitions.class);

  /** How long those that answer wait for company. */
  private static final long COMPANY_MILLIS = 200;

  private final RefusalLog told = new RefusalLog(LOG::warn);
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final StatisticsWriter writer;
  private final CorruptBatches corrupt;
  private final SeekQueue seeks;
  private final Map<TopicPartition, String> names = new HashMap<>();
  private final Map<TopicPartition, Long> expected = new HashMap<>();
  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> emptied = new HashMap<>();

  CountedPartitions(
      KafkaConsumer<byte[], byte[]> consumer,
      Admin admin,
      StatisticsWriter writer,
      CorruptBatches corrupt) {
    this.consumer = consumer;
    this.admin = admin;
    this.writer = writer;
    this.corrupt = corrupt;
    this.seeks =
        new SeekQueue(
            new Beginnings(admin)::ask,
            (partition, failure) ->
                told.refused(
                    partition.toString(),
                    "beginning",
                    () -> "does not say where it begins; it waits, the others go on: " + failure));
  }

  /** Nothing is read of these before it is known where Redis is in them. */
  void seek(Collection<TopicPartition> partitions) {
    again(partitions, System.nanoTime());
  }

  /** The log does not have what was to be read next: looks again, after a while. */
  void outOfRange(Collection<TopicPartition> partitions) {
    LOG.warnf("next offset is out of range, looking it up again partitions=%s", partitions);
    again(partitions, System.nanoTime() + SeekQueue.AGAIN.toNanos());
  }

  /** Nothing is read of these until then, and then from where Redis is in them. */
  void again(Collection<TopicPartition> partitions, long dueNanos) {
    forget(partitions);
    consumer.pause(partitions);
    // Any position, so that the client does not ask the group for one; it is not read from.
    partitions.forEach(partition -> consumer.seek(partition, 0));
    seeks.add(partitions, dueNanos);
  }

  /**
   * Goes to where Redis is in those partitions that have said where they begin; asks the others.
   * Waits a moment for answers, since mostly all come at once.
   */
  void settle() throws InterruptedException, RedisFailedException {
    if (seeks.size() == 0) {
      return;
    }
    try {
      seeks.ask(System.nanoTime()).get(COMPANY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException some) {
      // Those that have answered go on without the others.
    }
    for (Map.Entry<TopicPartition, Start> known : seeks.known(System.nanoTime()).entrySet()) {
      begin(known.getKey(), known.getValue());
    }
  }

  private void begin(TopicPartition partition, Start start)
      throws InterruptedException, RedisFailedException {
    String name = start.topicId() + ":" + partition.partition();
    long stored = writer.nextOffset(name);
    long beginning = start.beginning();
    if (stored != Position.NONE && stored < beginning) {
      LOG.warnf(
          "messages expired before they were counted partition=%s from=%d to=%d",
          partition, stored, beginning);
    }
    consumer.seek(partition, Math.max(stored, beginning));
    consumer.resume(List.of(partition));
    names.put(partition, name);
    expected.put(partition, stored);
    next.put(partition, Math.max(stored, beginning));
    LOG.infof("counting partition=%s from=%d", partition, Math.max(stored, beginning));
  }

  /** Goes on there: what lies between cannot be read. Redis follows with the next record. */
  void skip(TopicPartition partition, long to) {
    consumer.seek(partition, to);
    next.computeIfPresent(partition, (same, before) -> to);
  }

  /** Partitions of ours that do not say where they begin: nothing of them is counted. */
  int waiting() {
    return seeks.size();
  }

  void forget(Collection<TopicPartition> partitions) {
    seeks.forget(partitions);
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
    if (writer.count(name, expected.get(partition), records)) {
      long after = records.getLast().offset() + 1;
      corrupt.read(partition, records.getFirst().offset(), after);
      expected.put(partition, after);
      next.put(partition, after);
    } else {
      LOG.warnf("offset mismatch with Redis, seeking partition=%s", partition);
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
