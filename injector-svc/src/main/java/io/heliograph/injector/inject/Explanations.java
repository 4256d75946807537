package io.heliograph.injector.inject;

import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.child.RecordPosition;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.topic.InjectorClients;
import io.heliograph.injector.topic.Pipelines;
import io.heliograph.injector.topic.TopicWatch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events of an insert's parent in the topics and says of each whether it has the child,
 * and why not. Reads within the look-back window, for a limited time, for one asker at a time.
 * Blocks. Thread-safe.
 */
@Singleton
public final class Explanations {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final InjectorClients clients;
  private final TopicWatch topics;
  private final InjectedLog log;
  private final Planner planner;
  private final Sayings sayings;
  private final Semaphore one = new Semaphore(1);

  Explanations(
      InjectorClients clients,
      TopicWatch topics,
      InjectedLog log,
      Planner planner,
      Sayings sayings) {
    this.clients = clients;
    this.topics = topics;
    this.log = log;
    this.planner = planner;
    this.sayings = sayings;
  }

  /** What says whether an event gets a child. */
  @Singleton
  record Sayings(
      Pipelines pipelines, InstantSource clock, InjectionSettings settings, Limits limits) {}

  /**
   * What became of one event.
   *
   * @param key the event's
   * @param at where it is
   * @param outcome {@code injected}, {@code not-yet}, or why not
   * @param detail in words, or the key of the child
   */
  public record Explanation(String key, RecordPosition at, String outcome, String detail) {}

  /**
   * The events of the insert's parent.
   *
   * @param whole whether all of the window was looked at
   */
  public record Answer(List<Explanation> events, boolean whole) {}

  /** An event of the parent; what would become of it if it had no child and its root had room. */
  private record Seen(
      String key,
      RecordPosition at,
      RecordPosition root,
      InjectionDecision.@Nullable Refused refused,
      long bytes) {}

  /** What the log of injected children says of some events and their roots. */
  private static final class Facts {
    private final Map<RecordPosition, Injected> injected = new HashMap<>();
    private final Map<RecordPosition, Long> ofRoots = new HashMap<>();
    private final Map<RecordPosition, Long> bytesOfRoots = new HashMap<>();
  }

  /**
   * Explains.
   *
   * @throws TimeoutException when Kafka is slow or away, or another is being answered
   */
  public Answer explain(Insert insert, int limit)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (!one.tryAcquire()) {
      throw new TimeoutException("another explanation is under way");
    }
    try {
      long sinceMillis = sayings.clock.millis() - sayings.settings.lookBack().toMillis();
      List<Seen> seen = new ArrayList<>();
      boolean whole = find(insert, sinceMillis, limit, seen);
      Facts facts = facts(insert, sinceMillis, seen);
      return new Answer(seen.stream().map(event -> of(event, facts)).toList(), whole);
    } catch (KafkaException away) {
      throw slow(away);
    } finally {
      one.release();
    }
  }

  private static TimeoutException slow(KafkaException away) {
    TimeoutException slow = new TimeoutException("Kafka is unavailable");
    slow.initCause(away);
    return slow;
  }

  /** Only what was seen is kept: a parent may have had any number of events. */
  private Facts facts(Insert insert, long sinceMillis, List<Seen> seen)
      throws ExecutionException, InterruptedException, TimeoutException {
    Facts facts = new Facts();
    Set<RecordPosition> places = new HashSet<>();
    seen.forEach(
        event -> {
          places.add(event.at);
          facts.ofRoots.put(event.root, 0L);
        });
    log.since(
        sinceMillis,
        note -> {
          Injected child = note.injected();
          if (child.insert().equals(insert.key()) && places.contains(child.parent())) {
            facts.injected.put(child.parent(), child);
          }
          note.count()
              .filter(count -> facts.ofRoots.containsKey(count.root()))
              .ifPresent(
                  count -> {
                    facts.ofRoots.merge(count.root(), 1L, Long::sum);
                    facts.bytesOfRoots.merge(count.root(), count.bytes(), Long::sum);
                  });
        },
        () -> {});
    return facts;
  }

  private Explanation of(Seen event, Facts facts) {
    Injected note = facts.injected.get(event.at);
    if (note != null) {
      return new Explanation(event.key, event.at, "injected", note.child());
    }
    InjectionDecision.Refused refused = event.refused;
    return refused == null
        ? room(event, facts)
        : new Explanation(event.key, event.at, refused.refusal().wire(), refused.detail());
  }

  private Explanation room(Seen event, Facts facts) {
    long children = facts.ofRoots.getOrDefault(event.root, 0L);
    long bytes = facts.bytesOfRoots.getOrDefault(event.root, 0L) + event.bytes;
    boolean full = children >= sayings.limits.perRoot() || bytes > sayings.limits.perRootBytes();
    return full
        ? new Explanation(
            event.key,
            event.at,
            InjectionDecision.Refusal.ROOT_FULL.wire(),
            sayings.limits.perRootRule() + ", root=" + event.root)
        : new Explanation(event.key, event.at, "not-yet", "it will be");
  }

  private boolean find(Insert insert, long sinceMillis, int limit, List<Seen> found) {
    long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
    boolean whole = true;
    try (KafkaConsumer<byte[], byte[]> consumer = clients.reader("explain")) {
      for (TopicPartition partition : partitions(consumer)) {
        if (found.size() >= limit || System.nanoTime() > deadlineNanos) {
          return false;
        }
        try {
          whole &=
              find(
                  consumer,
                  partition,
                  new Search(insert, sinceMillis, limit, deadlineNanos),
                  found);
        } catch (org.apache.kafka.common.errors.TimeoutException noLeader) {
          // The others are looked at all the same.
          whole = false;
        }
      }
      return whole;
    }
  }

  private record Search(Insert insert, long sinceMillis, int limit, long deadlineNanos) {}

  private boolean find(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      Search search,
      List<Seen> found) {
    var first = consumer.offsetsForTimes(Map.of(partition, Math.max(0, search.sinceMillis)));
    if (first.get(partition) == null) {
      return true;
    }
    consumer.assign(Set.of(partition));
    long end = consumer.endOffsets(Set.of(partition)).get(partition);
    consumer.seek(partition, first.get(partition).offset());
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (found.size() < search.limit) {
          planner
              .parent(record, search.insert.parent()::equals)
              .ifPresent(parent -> found.add(seen(parent, search.insert)));
        }
      }
      if (found.size() >= search.limit || System.nanoTime() > search.deadlineNanos) {
        return false;
      }
    }
    return true;
  }

  /** The parent itself is let go: it may be large, and many are explained at once. */
  private Seen seen(Parent parent, Insert insert) {
    String key = parent.event().text("kafka_key");
    return switch (planner.verdict(parent, insert, sayings.pipelines.current())) {
      case InjectionDecision.Refused refused ->
          new Seen(key, parent.place(), parent.root(), refused, 0);
      case InjectionDecision.Child child ->
          new Seen(key, parent.place(), parent.root(), null, child.event().json().length);
    };
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
