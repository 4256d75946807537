package io.heliograph.injector.inject;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from Kafka, as many as one poll gives, and hands them out one by one. While some
 * wait, partitions are paused: the group hears of this replica all the same. Lives on the injection
 * thread.
 */
final class Intake {
  private static final Duration POLL = Duration.ofMillis(50);

  /** A record that was taken when its partition had been taken so often. */
  private record Waiting(ConsumerRecord<byte[], byte[]> record, int taking) {}

  private final Consumer<byte[], byte[]> consumer;
  private final Assignment assignment;
  private final Supplier<Map<String, Uuid>> parentTopics;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private Map<String, Uuid> subscribed = Map.of();

  Intake(
      Consumer<byte[], byte[]> consumer,
      Assignment assignment,
      Supplier<Map<String, Uuid>> parentTopics) {
    this.consumer = consumer;
    this.assignment = assignment;
    this.parentTopics = parentTopics;
  }

  /** Follows the existing topics; a recreated one is read from its beginning. */
  private void subscribe() {
    Map<String, Uuid> known = parentTopics.get();
    if (known.isEmpty() || known.equals(subscribed)) {
      return;
    }
    List<TopicPartition> anew = new ArrayList<>();
    for (TopicPartition partition : assignment.all().keySet()) {
      Uuid id = known.get(partition.topic());
      if (id != null && !id.equals(subscribed.getOrDefault(partition.topic(), id))) {
        anew.add(partition);
      }
    }
    if (!anew.isEmpty()) {
      assignment.beginAnew(anew);
    }
    if (!known.keySet().equals(subscribed.keySet())) {
      consumer.subscribe(known.keySet(), assignment);
    }
    subscribed = Map.copyOf(known);
  }

  /**
   * Takes more records when all are worked off; asks Kafka in any case.
   *
   * @param held partitions that wait
   */
  void take(Set<TopicPartition> held) {
    subscribe();
    Set<TopicPartition> ours = consumer.assignment();
    Set<TopicPartition> paused = new HashSet<>(waiting.isEmpty() ? held : ours);
    paused.retainAll(ours);
    Set<TopicPartition> read = new HashSet<>(ours);
    read.removeAll(paused);
    consumer.pause(paused);
    consumer.resume(read);
    try {
      for (ConsumerRecord<byte[], byte[]> record :
          consumer.poll(waiting.isEmpty() ? POLL : Duration.ZERO)) {
        waiting.add(new Waiting(record, assignment.assignmentEpoch(partition(record))));
      }
    } catch (OffsetOutOfRangeException gone) {
      assignment.beginAnew(gone.partitions());
    }
  }

  static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** The next record of a partition that is ours as it was when it was taken; null at the end. */
  @Nullable ConsumerRecord<byte[], byte[]> next() {
    while (!waiting.isEmpty()) {
      Waiting first = waiting.remove();
      TopicPartition partition = partition(first.record);
      if (assignment.of(partition) != null
          && first.taking == assignment.assignmentEpoch(partition)) {
        return first.record;
      }
    }
    return null;
  }

  /** When nothing waits: what the client says, since markers of transactions leave gaps. */
  void skipGaps() {
    if (!waiting.isEmpty()) {
      return;
    }
    for (Map.Entry<TopicPartition, Progress> entry : Map.copyOf(assignment.all()).entrySet()) {
      try {
        long position = consumer.position(entry.getKey(), Duration.ZERO);
        if (position > entry.getValue().next()) {
          assignment.move(entry.getKey(), entry.getValue().at(position));
        }
      } catch (TimeoutException noLeader) {
        // It stays where it is; the others do not wait.
      }
    }
  }

  /** Records that are in Kafka, or wait. */
  long lag() {
    return waiting.size()
        + assignment.all().keySet().stream()
            .mapToLong(one -> consumer.currentLag(one).orElse(0))
            .sum();
  }
}
