package io.heliograph.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own stand-in for a consumer, on partitions of which some offsets are corrupt. As with a
 * broker, a batch that was fetched stays what it was until the partition is read from elsewhere or
 * is not assigned any more, and nothing of others is returned while it is next in line.
 */
final class CorruptLog extends MockConsumer<byte[], byte[]> {
  private static final int BATCH = 10;

  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, List<Long>> corrupt = new HashMap<>();
  private final Map<TopicPartition, Long> stuck = new HashMap<>();

  CorruptLog() {
    super("none");
  }

  /** A partition of so many records in batches of ten. */
  void with(TopicPartition name, long end) {
    ends.put(name, end);
    updateEndOffsets(Map.of(name, end));
    corrupt.put(name, new ArrayList<>());
  }

  /** The batch of that offset is corrupt from now on. */
  void breakBatch(TopicPartition name, long offset) {
    corrupt.get(name).add(offset / BATCH);
  }

  /** Its leader has whole batches from now on. */
  void heal(TopicPartition name) {
    corrupt.get(name).clear();
  }

  /**
   * As Kafka's own, which the stand-in is not: what was fetched of the others is dropped, and they
   * are not paused any more, also when they are assigned again before a poll.
   */
  @Override
  public synchronized void assign(Collection<TopicPartition> names) {
    List<TopicPartition> others = new ArrayList<>(paused());
    others.removeAll(names);
    resume(others);
    super.assign(names);
    stuck.keySet().retainAll(names);
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    for (TopicPartition name : assignment()) {
      if (paused().contains(name)) {
        continue;
      }
      long position = position(name);
      Long held = stuck.get(name);
      if (held != null && held != position) {
        stuck.remove(name);
        held = null;
      }
      if (held != null || corrupt.get(name).contains(position / BATCH)) {
        stuck.put(name, position);
        throw new KafkaException(
            "Record batch for partition " + name + " at offset " + position + " is invalid");
      }
      long next = Math.min(ends.get(name), (position / BATCH + 1) * BATCH);
      List<ConsumerRecord<byte[], byte[]>> ofPartition = new ArrayList<>();
      for (long offset = position; offset < next; offset++) {
        ofPartition.add(
            new ConsumerRecord<>(
                name.topic(), name.partition(), offset, "k".getBytes(UTF_8), new byte[0]));
      }
      if (!ofPartition.isEmpty()) {
        seek(name, next);
        records.put(name, ofPartition);
      }
    }
    return new ConsumerRecords<>(records, Map.of());
  }
}
