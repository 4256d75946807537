package io.heliograph.injector.inject;

import io.heliograph.injector.child.Children;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.Verdict;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.topic.KafkaClients;
import io.heliograph.injector.topic.Pipelines;
import io.heliograph.injector.topic.TopicWatch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the events of an insert's parent in the topics and says of each whether it has the child,
 * and why not. Reads within the look-back window, for a limited time, for one asker at a time.
 * Blocks. Thread-safe.
 */
@Singleton
public final class Explanations {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final KafkaClients clients;
  private final TopicWatch topics;
  private final InjectedLog log;
  private final Sayings sayings;
  private final Semaphore one = new Semaphore(1);

  Explanations(KafkaClients clients, TopicWatch topics, InjectedLog log, Sayings sayings) {
    this.clients = clients;
    this.topics = topics;
    this.log = log;
    this.sayings = sayings;
  }

  /** What says whether an event gets a child. */
  @Singleton
  record Sayings(
      Children children, Pipelines pipelines, InstantSource clock, InjectionSettings settings) {}

  /**
   * What became of one event.
   *
   * @param parent the event
   * @param outcome {@code injected}, {@code not-yet}, or why not
   * @param detail in words, or the key of the child
   */
  public record Explanation(Parent parent, String outcome, String detail) {}

  /**
   * The events of the insert's parent.
   *
   * @param whole whether all of the window was looked at
   */
  public record Answer(List<Explanation> events, boolean whole) {}

  /**
   * Explains; empty-handed when another is being answered.
   *
   * @throws TimeoutException when Kafka is slow, or another is being answered
   */
  public Answer explain(Insert insert, int limit)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (!one.tryAcquire()) {
      throw new TimeoutException("another explanation is under way");
    }
    try {
      long sinceMillis = sayings.clock.millis() - sayings.settings.lookBack().toMillis();
      List<Parent> parents = new ArrayList<>();
      boolean whole = find(insert, sinceMillis, limit, parents);
      Map<Object, Injected> injected = new HashMap<>();
      for (Injected note : log.since(sinceMillis, note -> note.insert().equals(insert.key()))) {
        injected.put(note.parent(), note);
      }
      return new Answer(
          parents.stream().map(parent -> of(parent, insert, injected.get(parent.place()))).toList(),
          whole);
    } finally {
      one.release();
    }
  }

  private Explanation of(
      Parent parent, Insert insert, @org.jspecify.annotations.Nullable Injected note) {
    if (note != null) {
      return new Explanation(parent, "injected", note.child());
    }
    return switch (sayings.children.of(parent, insert, sayings.pipelines.current())) {
      case Verdict.Refused refused ->
          new Explanation(parent, refused.refusal().wire(), refused.detail());
      case Verdict.Child child -> new Explanation(parent, "not-yet", "it will be");
    };
  }

  private boolean find(Insert insert, long sinceMillis, int limit, List<Parent> found) {
    long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
    try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("explain")) {
      for (TopicPartition partition : partitions(consumer)) {
        var first = consumer.offsetsForTimes(Map.of(partition, Math.max(0, sinceMillis)));
        if (first.get(partition) == null) {
          continue;
        }
        consumer.assign(Set.of(partition));
        long end = consumer.endOffsets(Set.of(partition)).get(partition);
        consumer.seek(partition, first.get(partition).offset());
        while (consumer.position(partition) < end) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Parent.of(record, insert.parent()::equals).ifPresent(found::add);
          }
          if (found.size() >= limit || System.nanoTime() > deadlineNanos) {
            found.subList(Math.min(found.size(), limit), found.size()).clear();
            return false;
          }
        }
      }
      return true;
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics.ofParents()) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
    }
    return partitions;
  }
}
