package io.heliograph.dispatcher.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The one reader of this replica's partitions, whatever the number of subscriptions: a member of
 * the group {@code hub-dispatcher}, on a thread of its own. It never reads a committed offset;
 * where a tail begins is said by {@link PartitionOwner#taken}.
 */
public final class KafkaLogReader implements Runnable {
  private static final Logger LOG = Logger.getLogger(KafkaLogReader.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaSettings settings;
  private final TopicView topics;
  private final PartitionOwner owner;
  private final CatchUpPace pace;
  private final Thread thread = new Thread(this, "log-reader");

  /** What is ours, with the position up to which records were passed on; null before a start. */
  private final Map<TopicPartition, Tail> tails = new HashMap<>();

  private Set<String> subscribed = Set.of();
  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean running = true;
  private volatile boolean rejoin;
  private volatile boolean assignedOnce;

  private static final class Tail {
    final PartitionId id;
    long position = -1;

    Tail(PartitionId id) {
      this.id = id;
    }
  }

  /**
   * @param pace is told how much is published
   */
  public KafkaLogReader(
      KafkaSettings settings, TopicView topics, PartitionOwner owner, CatchUpPace pace) {
    this.pace = pace;
    this.settings = settings;
    this.topics = topics;
    this.owner = owner;
    this.consumer = newConsumer();
  }

  private KafkaConsumer<byte[], byte[]> newConsumer() {
    return settings.consumer(
        "hub-dispatcher",
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            settings.prefix() + "hub-dispatcher",
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "classic",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName(),
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            6_000,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            1_500,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            5_000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            4_000,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            16 << 20));
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether the group has given this replica its share at least once. */
  public boolean assignedOnce() {
    return assignedOnce;
  }

  /** Leaves the group and joins it anew: this replica has been fenced. */
  public void rejoin() {
    rejoin = true;
    consumer.wakeup();
  }

  /** Gives all partitions back, leaves the group and ends; waits for that. */
  public void stop() throws InterruptedException {
    running = false;
    consumer.wakeup();
    thread.join(TimeUnit.SECONDS.toMillis(20));
  }

  @Override
  public void run() {
    while (running) {
      try {
        turn();
      } catch (WakeupException woken) {
        // Asked to look at running or rejoin.
      } catch (OffsetOutOfRangeException outOfRange) {
        outOfRange.partitions().forEach(this::startAnew);
      } catch (KafkaException failure) {
        LOG.warnf("log reader: %s; joining the group anew", failure.toString());
        replaceConsumer();
      }
    }
    consumer.close();
  }

  private void turn() {
    if (rejoin) {
      rejoin = false;
      replaceConsumer();
    }
    Map<String, TopicView.Topic> known = topics.topics();
    if (!subscribed.equals(known.keySet())) {
      subscribed = Set.copyOf(known.keySet());
      consumer.subscribe(subscribed, new Rebalances());
    }
    restartRemade(known);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (Map.Entry<TopicPartition, Tail> entry : tails.entrySet()) {
      if (entry.getValue().position >= 0) {
        passOn(entry.getKey(), entry.getValue(), records.records(entry.getKey()));
      }
    }
    offerAgain();
  }

  private void passOn(
      TopicPartition name, Tail tail, List<ConsumerRecord<byte[], byte[]>> records) {
    long reached = consumer.position(name);
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

  /** A topic that was made anew has another id: what we hold of the former is void. */
  private void restartRemade(Map<String, TopicView.Topic> known) {
    for (Map.Entry<TopicPartition, Tail> entry : Map.copyOf(tails).entrySet()) {
      TopicView.Topic topic = known.get(entry.getKey().topic());
      if (topic != null && !topic.id().equals(entry.getValue().id.topicId())) {
        startAnew(entry.getKey());
      }
    }
  }

  private void startAnew(TopicPartition name) {
    Tail tail = tails.remove(name);
    if (tail != null) {
      owner.lost(Set.of(tail.id), membership());
    }
    take(Set.of(name));
  }

  private void offerAgain() {
    Set<TopicPartition> waiting = new HashSet<>();
    for (TopicPartition name : consumer.assignment()) {
      Tail tail = tails.get(name);
      if (tail == null || tail.position < 0) {
        waiting.add(name);
      }
    }
    if (!waiting.isEmpty()) {
      take(waiting);
    }
  }

  private void take(Collection<TopicPartition> names) {
    Set<PartitionId> ids = new HashSet<>();
    for (TopicPartition name : names) {
      TopicView.Topic topic = topics.topics().get(name.topic());
      if (topic == null) {
        // Not in the view yet: wait for its next turn, without records meanwhile.
        consumer.pause(Set.of(name));
        consumer.seek(name, 0);
        continue;
      }
      PartitionId id = new PartitionId(name.topic(), topic.id(), name.partition());
      tails.put(name, new Tail(id));
      ids.add(id);
    }
    if (ids.isEmpty()) {
      return;
    }
    Map<PartitionId, Long> starts = owner.taken(ids, membership());
    for (PartitionId id : ids) {
      TopicPartition name = new TopicPartition(id.topic(), id.partition());
      Long start = starts.get(id);
      if (start == null) {
        consumer.pause(Set.of(name));
        consumer.seek(name, 0);
      } else {
        Tail tail = tails.get(name);
        tail.position = start;
        consumer.seek(name, start);
        consumer.resume(Set.of(name));
      }
    }
  }

  private GroupMembership membership() {
    Map<TopicPartition, PartitionId> assigned = new HashMap<>();
    tails.forEach((name, tail) -> assigned.put(name, tail.id));
    return new GroupMembership(consumer.groupMetadata(), assigned);
  }

  private void replaceConsumer() {
    loseAll();
    consumer.close();
    consumer = newConsumer();
    subscribed = Set.of();
  }

  private void loseAll() {
    Set<PartitionId> all = new HashSet<>();
    tails.values().forEach(tail -> all.add(tail.id));
    tails.clear();
    owner.lost(all, null);
  }

  private final class Rebalances implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      // Called after every rebalance, also when nothing is new: the generation has moved on.
      owner.rebalanced(membership());
      take(partitions);
      assignedOnce = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      GroupMembership stillOurs = membership();
      owner.givingBack(forget(partitions), stillOurs);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      owner.lost(forget(partitions), null);
    }

    private Set<PartitionId> forget(Collection<TopicPartition> names) {
      Set<PartitionId> ids = new HashSet<>();
      for (TopicPartition name : names) {
        Tail tail = tails.remove(name);
        if (tail != null) {
          ids.add(tail.id);
        }
      }
      return ids;
    }
  }
}
