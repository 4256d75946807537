package io.heliograph.injector.inject;

import io.heliograph.injector.copy.ContentCopies;
import io.heliograph.injector.insert.Insert;
import io.heliograph.injector.insert.Inserts;
import io.heliograph.injector.topic.TopicWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * One membership in the group, from joining to its first failure. A turn takes some records, plans
 * children, copies their contents, writes them with the offsets, and moves look-backs on. Lives on
 * the injection thread.
 */
final class Session {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What a session works with. */
  record Tools(
      TopicWatch topics,
      Inserts inserts,
      Planner planner,
      ContentCopies copies,
      InjectionMetrics metrics) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Transactions transactions;
  private final Assignment assignment;
  private final LookBackReader lookBack;
  private final Tools tools;
  private final LateParents late;
  private final Map<TopicPartition, LookBackReader.Task> scanning = new HashMap<>();
  private final List<Planned> planned = new ArrayList<>();
  private Map<String, Uuid> subscribed = Map.of();
  private long committedNanos = System.nanoTime();
  private long reportedNanos = System.nanoTime();

  Session(
      KafkaConsumer<byte[], byte[]> consumer,
      Transactions transactions,
      Assignment assignment,
      LookBackReader lookBack,
      Tools tools) {
    this.consumer = consumer;
    this.transactions = transactions;
    this.assignment = assignment;
    this.lookBack = lookBack;
    this.tools = tools;
    this.late = new LateParents(tools.inserts());
  }

  /** Whether the group has given this replica its share. */
  boolean isMember() {
    return assignment.isMember();
  }

  void turn() throws InterruptedException {
    subscribe();
    try {
      live(consumer.poll(POLL));
    } catch (OffsetOutOfRangeException gone) {
      assignment.beginAnew(gone.partitions());
    }
    LookBackReader.@Nullable Slice slice = lookBack.poll();
    if (slice != null) {
      past(slice);
    }
    lookBack();
    long nowNanos = System.nanoTime();
    if (nowNanos - committedNanos > COMMIT_NANOS) {
      commit();
    }
    if (nowNanos - reportedNanos > COMMIT_NANOS) {
      reportedNanos = nowNanos;
      report();
    }
  }

  /** Follows the topics that there are; one that was made anew begins at its beginning. */
  private void subscribe() {
    Map<String, Uuid> known = new HashMap<>(tools.topics.known());
    known.keySet().retainAll(tools.topics.ofParents());
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

  private void live(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Progress at = assignment.of(partition);
      if (at != null) {
        boolean more = planned.addAll(tools.planner.plan(record));
        assignment.move(partition, at.at(record.offset() + 1));
        if (more && transactions.isFullWith(planned)) {
          write(false);
        }
      }
    }
    // What the client says, since markers of transactions and compaction leave gaps.
    for (Map.Entry<TopicPartition, Progress> entry : Map.copyOf(assignment.all()).entrySet()) {
      long position = consumer.position(entry.getKey());
      if (position > entry.getValue().next()) {
        assignment.move(entry.getKey(), entry.getValue().at(position));
      }
    }
    write(false);
  }

  /** Copies first: a transaction is open only while Kafka writes. */
  private void write(boolean byLookBack) throws InterruptedException {
    if (planned.isEmpty()) {
      return;
    }
    tools.copies.copy(CopyList.of(planned));
    transactions.write(planned, assignment.moved(), assignment.group());
    assignment.committed();
    committedNanos = System.nanoTime();
    tools.metrics.injected(planned.size(), byLookBack);
    planned.clear();
  }

  private void commit() {
    committedNanos = System.nanoTime();
    try {
      assignment.commit();
    } catch (RebalanceInProgressException later) {
      // The next poll joins; the offsets are committed after that.
    }
  }

  /** Also while every turn has a transaction, and nothing else is to be committed. */
  private void report() {
    Set<TopicPartition> ours = assignment.all().keySet();
    tools.metrics.lag(ours.stream().mapToLong(one -> consumer.currentLag(one).orElse(0)).sum());
    tools.metrics.lookingBack(
        assignment.all().values().stream().filter(at -> at.lookBack().isPresent()).count());
  }

  /** Gives the parents that a scan found the children that they lack. */
  private void past(LookBackReader.Slice slice) throws InterruptedException {
    TopicPartition partition = slice.task().partition();
    Progress at = assignment.of(partition);
    if (at == null || slice.task().taking() != assignment.takings(partition)) {
      return;
    }
    scanning.remove(partition);
    long from = at.doneTo();
    long until = at.lookBack().orElseThrow().until();
    for (LookBackReader.Found found : slice.parents()) {
      planned.addAll(
          tools.planner.plan(
              found.parent(),
              insert ->
                  isWithin(insert, from, until)
                      && !slice
                          .injected()
                          .contains(new Injected.Pair(insert.key(), found.parent().place()))));
      if (transactions.isFullWith(planned)) {
        assignment.move(partition, at.scanned(found.after()));
        write(true);
      }
    }
    assignment.move(partition, at.scanned(slice.cursor()));
    write(true);
  }

  private static boolean isWithin(Insert insert, long from, long until) {
    return insert.position() >= from && insert.position() < until;
  }

  /** Sees that every partition that lacks inserts is being scanned for them. */
  private void lookBack() {
    long position = tools.inserts.position();
    scanning
        .entrySet()
        .removeIf(
            entry ->
                assignment.of(entry.getKey()) == null
                    || entry.getValue().taking() != assignment.takings(entry.getKey()));
    Map<TopicPartition, Progress> lacking = new HashMap<>(assignment.all());
    lacking.entrySet().removeIf(entry -> entry.getValue().doneTo() >= position);
    if (lacking.isEmpty()) {
      late.forget();
      return;
    }
    long oldest = lacking.values().stream().mapToLong(Progress::doneTo).min().orElseThrow();
    lacking.keySet().removeAll(scanning.keySet());
    lacking.forEach((partition, at) -> lookBack(partition, at, oldest, position));
  }

  private void lookBack(TopicPartition partition, Progress at, long oldest, long position) {
    Progress under = at.lookBack().isPresent() ? at : at.lookingBack(position);
    Set<String> parents = late.between(oldest, under.lookBack().orElseThrow().until());
    if (parents.isEmpty() && at.lookBack().isEmpty()) {
      assignment.move(partition, at.done(position));
    } else {
      scan(partition, under, parents);
    }
  }

  private void scan(TopicPartition partition, Progress at, Set<String> parents) {
    Progress.LookBack under = at.lookBack().orElseThrow();
    LookBackReader.Task task =
        new LookBackReader.Task(
            partition, assignment.takings(partition), under.cursor(), under.border(), parents);
    assignment.move(partition, at);
    scanning.put(partition, task);
    lookBack.scan(task);
  }
}
