package io.heliograph.dispatcher.eventinfo;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.event.EventHeaders;
import io.heliograph.kit.kafka.CorruptBatches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads partitions from their ends to their beginnings, stretch by stretch. Not thread-safe. */
final class BackwardSearch {
  /** Of one event that many retries are enough. */
  private static final int FOUND_MAX = 1_000;

  private static final long STRETCH_OFFSETS = 20_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /** Which of so many partitions the key can be in. */
  @FunctionalInterface
  interface Candidates {
    Set<Integer> of(int partitions);
  }

  private final Consumer<byte[], Boolean> consumer;
  private final byte[] key;
  private final long recordsMax;
  private final long giveUpNanos;
  private final List<FoundEvent> found = new ArrayList<>();
  private long seen;
  private boolean complete = true;

  BackwardSearch(
      Consumer<byte[], Boolean> consumer, byte[] key, long recordsMax, long giveUpNanos) {
    this.consumer = consumer;
    this.key = key.clone();
    this.recordsMax = recordsMax;
    this.giveUpNanos = giveUpNanos;
  }

  Search result() {
    return new Search(found, seen, complete);
  }

  /**
   * Searches these topics.
   *
   * @param untilFound whether the search is over when a record for all subscriptions is found
   */
  void run(List<TopicView.Topic> topics, Candidates candidates, boolean untilFound) {
    Map<TopicPartition, PartitionId> ids = new HashMap<>();
    for (TopicView.Topic topic : topics) {
      for (int partition : candidates.of(topic.partitions())) {
        ids.put(
            new TopicPartition(topic.name(), partition),
            new PartitionId(topic.name(), topic.id(), partition));
      }
    }
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(ids.keySet());
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(ids.keySet()));
    ends.entrySet().removeIf(end -> end.getValue() <= begins.get(end.getKey()));
    while (!ends.isEmpty() && !(untilFound && isFound())) {
      if (overdue()) {
        complete = false;
        return;
      }
      Map<TopicPartition, Long> starts = new HashMap<>();
      ends.forEach((one, end) -> starts.put(one, Math.max(begins.get(one), end - STRETCH_OFFSETS)));
      read(starts, ends, ids);
      ends.replaceAll((one, end) -> starts.get(one));
      ends.entrySet().removeIf(end -> end.getValue() <= begins.get(end.getKey()));
    }
  }

  private boolean isFound() {
    return found.stream().anyMatch(event -> event.retryFor().isEmpty());
  }

  private boolean overdue() {
    return seen >= recordsMax || found.size() >= FOUND_MAX || System.nanoTime() - giveUpNanos > 0;
  }

  private void read(
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, PartitionId> ids) {
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
    Map<TopicPartition, FoundEvent> newest = new HashMap<>();
    List<TopicPartition> open = new ArrayList<>(starts.keySet());
    while (!open.isEmpty() && !overdue()) {
      for (ConsumerRecord<byte[], Boolean> record : poll(open)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        seen++;
        if (record.offset() < ends.get(partition)
            && record.value() != null
            && Arrays.equals(record.key(), key)) {
          FoundEvent event = event(record, ids.get(partition));
          if (event.retryFor().isEmpty()) {
            newest.put(partition, event);
          } else {
            found.add(event);
          }
        }
      }
      open.removeIf(one -> consumer.position(one) >= ends.get(one));
      consumer.pause(starts.keySet());
      consumer.resume(open);
    }
    complete &= open.isEmpty();
    found.addAll(newest.values());
  }

  /** What cannot be read is left out, and so the search is not complete. */
  private ConsumerRecords<byte[], Boolean> poll(List<TopicPartition> open) {
    try {
      return consumer.poll(POLL);
    } catch (KafkaException failure) {
      TopicPartition corrupt = CorruptBatches.named(failure, open).orElseThrow(() -> failure);
      open.remove(corrupt);
      complete = false;
      return ConsumerRecords.empty();
    }
  }

  private static FoundEvent event(ConsumerRecord<byte[], Boolean> record, PartitionId partition) {
    EventHeaders.Builder headers = new EventHeaders.Builder();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.accept(header.key(), header.value());
      }
    }
    return headers
        .build()
        .map(
            read ->
                new FoundEvent(
                    partition,
                    record.offset(),
                    record.timestamp(),
                    read.retryFor(),
                    read.retryAttempt(),
                    read.provenance()))
        .orElseGet(() -> new FoundEvent(partition, record.offset(), record.timestamp(), "", 0, ""));
  }
}
