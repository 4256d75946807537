package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.LogRecord;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.state.PartitionOwner;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of this replica's partitions, whatever the number of subscriptions: a member of
 * the group {@code hub-dispatcher}, on a supervised thread of its own, which does nothing but poll.
 * It never reads a committed offset; where a tail begins is said by {@link PartitionOwner#started}.
 * Whatever ends its membership, it loses all partitions and rejoins after a pause that grows.
 */
public final class KafkaLogReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration NO_WAIT = Duration.ZERO;

  private final KafkaSettings settings;
  private final TopicView topics;
  private final PartitionOwner owner;
  private final HistoryRateLimiter pace;
  private volatile @Nullable SupervisedThread thread;

  /** What is ours, with the position up to which records were passed on; -1 before a start. */
  private final ReaderTails tails = new ReaderTails();

  private final CorruptTail corrupt;

  private Set<String> subscribed = Set.of();
  private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
  private volatile boolean rejoin;
  private volatile boolean retake;
  private volatile boolean assignedOnce;
  private boolean held;

  /**
   * @param pace is told how much is published
   */
  public KafkaLogReader(
      KafkaSettings settings, TopicView topics, PartitionOwner owner, HistoryRateLimiter pace) {
    this.pace = pace;
    this.settings = settings;
    this.topics = topics;
    this.owner = owner;
    this.corrupt = new CorruptTail(tails, owner, settings.corrupt());
  }

  public void start() {
    thread = settings.threads().start("log-reader", this::session);
  }

  /** Whether the group has given this replica its share at least once. */
  public boolean assignedOnce() {
    return assignedOnce;
  }

  /** Leaves the group and rejoins it: this replica has been fenced. */
  public void rejoin() {
    rejoin = true;
    wakeUp();
  }

  /** Takes all owned partitions again, from what the log says. */
  public void retake() {
    retake = true;
  }

  private void wakeUp() {
    KafkaConsumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  /** Gives all partitions back, leaves the group and ends; waits for that. */
  public void stop() throws InterruptedException {
    SupervisedThread started = thread;
    if (started != null) {
      boolean unused = started.stop(STOP);
    }
  }

  private void session(Turn turn) {
    KafkaConsumer<byte[], byte[]> consumer = settings.member("hub-dispatcher", ReaderTails.READS);
    try {
      current = consumer;
      rejoin = false;
      held = false;
      subscribed = Set.of();
      turn.onStop(consumer::wakeup);
      while (turn.running()) {
        turn.beat();
        poll(consumer);
      }
    } catch (RuntimeException failure) {
      // Nothing is given back in order: what was not stored is another's to decide.
      loseAll();
      throw failure;
    } finally {
      current = null;
      consumer.close();
    }
  }

  private void poll(KafkaConsumer<byte[], byte[]> consumer) {
    if (rejoin) {
      throw new ProducerFencedException("another producer of this ordinal began");
    }
    try {
      turn(consumer);
    } catch (WakeupException woken) {
      // Asked to look at the turn or at rejoin.
    } catch (OffsetOutOfRangeException outOfRange) {
      outOfRange.partitions().forEach(name -> startAnew(consumer, name));
    } catch (KafkaException failure) {
      if (!corrupt.stepOver(consumer, failure)) {
        throw failure;
      }
    }
  }

  private void turn(KafkaConsumer<byte[], byte[]> consumer) {
    Map<String, TopicView.Topic> known = topics.topics();
    if (!subscribed.equals(known.keySet())) {
      consumer.subscribe(known.keySet(), new Rebalances(consumer));
      subscribed = Set.copyOf(known.keySet());
    }
    restartChanged(consumer, known);
    startTaken(consumer);
    hold(consumer);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition name : tails.started()) {
      passOn(consumer, name, tails.get(name), records.records(name));
    }
    offerAgain(consumer);
  }

  /** Reads nothing while the event loops have not looked at what was read, but stays a member. */
  private void hold(KafkaConsumer<byte[], byte[]> consumer) {
    boolean full = owner.isFull();
    if (full == held) {
      return;
    }
    held = full;
    Set<TopicPartition> started = tails.started();
    if (full) {
      consumer.pause(started);
    } else {
      consumer.resume(started);
    }
  }

  private void passOn(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition name,
      ReaderTails.Tail tail,
      List<ConsumerRecord<byte[], byte[]>> records) {
    long reached = tail.position;
    try {
      reached = consumer.position(name, NO_WAIT);
    } catch (TimeoutException changingLeader) {
      // The others do not wait until its new leader has confirmed the position.
      if (!records.isEmpty()) {
        throw changingLeader;
      }
    }
    if (reached <= tail.position) {
      return;
    }
    List<LogRecord> decoded = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      decoded.add(KafkaRecordDecoder.decode(record));
    }
    Chunk chunk = new Chunk(tail.position, reached, decoded);
    pace.published(chunk.bytes());
    owner.records(tail.id, chunk);
    tail.position = reached;
  }

  /** A topic that was recreated has another id: what we hold of the former is void. */
  private void restartChanged(
      KafkaConsumer<byte[], byte[]> consumer, Map<String, TopicView.Topic> known) {
    boolean all = retake;
    retake = false;
    for (TopicPartition name : tails.names()) {
      TopicView.Topic topic = known.get(name.topic());
      boolean remade = topic != null && !topic.id().equals(tails.get(name).id.topicId());
      if (remade || all) {
        startAnew(consumer, name);
      }
    }
  }

  private void startAnew(KafkaConsumer<byte[], byte[]> consumer, TopicPartition name) {
    Set<PartitionId> former = tails.forget(Set.of(name));
    if (!former.isEmpty()) {
      owner.lost(former, tails.membership(consumer));
    }
    take(consumer, Set.of(name));
  }

  /** Partitions of topics that were not in the view when they became ours. */
  private void offerAgain(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> waiting = new HashSet<>(consumer.assignment());
    waiting.removeAll(tails.names());
    if (!waiting.isEmpty()) {
      take(consumer, waiting);
    }
  }

  private void take(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> names) {
    Set<PartitionId> ids = new HashSet<>();
    for (TopicPartition name : names) {
      // Nothing is read before it is known where to begin.
      consumer.pause(Set.of(name));
      consumer.seek(name, 0);
      TopicView.Topic topic = topics.topics().get(name.topic());
      if (topic != null) {
        PartitionId id = new PartitionId(name.topic(), topic.id(), name.partition());
        tails.add(name, id);
        ids.add(id);
      }
    }
    if (!ids.isEmpty()) {
      owner.assigned(ids, tails.membership(consumer));
    }
  }

  private void startTaken(KafkaConsumer<byte[], byte[]> consumer) {
    owner
        .started()
        .forEach(
            (id, start) -> {
              TopicPartition name = new TopicPartition(id.topic(), id.partition());
              ReaderTails.Tail tail = tails.find(name);
              if (tail != null && tail.id.equals(id) && consumer.assignment().contains(name)) {
                tail.position = start;
                consumer.seek(name, start);
                if (!held) {
                  consumer.resume(Set.of(name));
                }
              }
            });
  }

  private void loseAll() {
    owner.lost(tails.forget(tails.names()), null);
  }

  private final class Rebalances implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Rebalances(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // Called after every rebalance, also when nothing is new: the generation has moved on.
      owner.rebalanced(tails.membership(consumer));
      take(consumer, partitions);
      assignedOnce = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      KafkaGroupMember stillOurs = tails.membership(consumer);
      owner.givingBack(tails.forget(partitions), stillOurs);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      owner.lost(tails.forget(partitions), null);
    }
  }
}
