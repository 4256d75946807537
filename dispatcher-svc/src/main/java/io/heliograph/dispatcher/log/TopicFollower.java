package io.heliograph.dispatcher.log;

import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.GuardedPoll;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Reads a topic from its beginning and follows it, on a thread of its own. After a failure it goes
 * on where it was; only when the topic has been cut or made anew it begins again from the
 * beginning. A partition with a corrupt batch is its own case ({@link CorruptBatches}).
 */
public final class TopicFollower {
  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(50);

  private record Barrier(long position, CompletableFuture<Void> reached) {}

  private final String topic;
  private final Consumer<ConsumerRecord<byte[], byte[]>> records;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final ConcurrentLinkedQueue<Barrier> barriers = new ConcurrentLinkedQueue<>();
  private final ReadingThread thread;
  private final CorruptBatches corrupt;

  /** What is to be read next, of the partitions that have been read from. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * @param purpose names the thread and the client
   * @param records takes every record that has a key, in the order of its partition, on the thread
   */
  public TopicFollower(
      KafkaSettings settings,
      String purpose,
      String topic,
      Consumer<ConsumerRecord<byte[], byte[]>> records) {
    this.topic = topic;
    this.corrupt = settings.corrupt();
    this.records = records;
    this.thread = new ReadingThread(settings, purpose, this::follow, this::cut);
  }

  /** Starts to read; completes when everything written until then has been read. */
  public CompletableFuture<Void> start() {
    thread.start();
    return caughtUp;
  }

  public void stop() throws InterruptedException {
    thread.stop();
  }

  /** Completes when everything before that position of the first partition has been read. */
  public CompletableFuture<Void> reach(long position) {
    Barrier barrier = new Barrier(position, new CompletableFuture<>());
    barriers.add(barrier);
    return barrier.reached;
  }

  private void cut(Set<TopicPartition> outOfRange) {
    LOG.infof("%s was cut; reading it again from its beginning", topic);
    next.clear();
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer, Turn turn) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    consumer.assign(partitions);
    turn.beat();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    turn.beat();
    partitions.forEach(one -> consumer.seek(one, next.getOrDefault(one, beginnings.get(one))));
    TopicPartition first = new TopicPartition(topic, 0);
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    GuardedPoll poll = new GuardedPoll(consumer, corrupt, turn);
    while (turn.running()) {
      turn.beat();
      for (ConsumerRecord<byte[], byte[]> record : poll.poll(POLL)) {
        passOn(record);
      }
      for (TopicPartition one : partitions) {
        long reached = consumer.position(one);
        Long before = next.put(one, reached);
        if (before != null && reached > before) {
          turn.progressed();
        }
      }
      long position = next.getOrDefault(first, 0L);
      barriers.removeIf(barrier -> barrier.position <= position && barrier.reached.complete(null));
      ends.entrySet().removeIf(end -> next.get(end.getKey()) >= end.getValue());
      if (ends.isEmpty()) {
        caughtUp.complete(null);
      }
    }
  }

  /** What cannot be understood is passed over: it must not hide what comes after it. */
  private void passOn(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try {
      records.accept(record);
    } catch (RuntimeException failure) {
      LOG.errorf(
          failure,
          "record passed over topic=%s partition=%d offset=%d",
          topic,
          record.partition(),
          record.offset());
    }
  }
}
