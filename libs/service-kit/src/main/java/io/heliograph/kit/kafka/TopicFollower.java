package io.heliograph.kit.kafka;

import io.heliograph.kit.limit.SparseLog;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Reads a topic from its beginning and follows it, without a group, on a supervised thread of its
 * own. After a failure it reads on where it was; only when the topic was cut or created again it
 * begins from the beginning. Thread-safe; the {@link Reader} is called on the follower's thread.
 */
public final class TopicFollower {
  private static final Logger LOG = Logger.getLogger(TopicFollower.class);
  private static final SparseLog SPARSE = new SparseLog(LOG);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration ABSENT_PAUSE = Duration.ofMillis(100);

  private final Topic topic;
  private final PollGuard guard;
  private final Reader reader;
  private final ConsumerThread<Consumer<byte[], byte[]>> thread;
  private final FollowedPositions positions = new FollowedPositions();
  private final CompletableFuture<Void> firstCaughtUp = new CompletableFuture<>();
  private final ConcurrentLinkedQueue<Barrier> barriers = new ConcurrentLinkedQueue<>();
  private volatile boolean caughtUp;

  private record Barrier(long position, CompletableFuture<Void> reached) {}

  /**
   * What is followed.
   *
   * @param id of the topic that has that name now; empty while it is not there or not as it must
   *     be: then reading does not begin
   */
  public record Topic(String name, Supplier<Optional<Uuid>> id) {
    /** Whatever topic has that name: one that is created again is noticed where it is shorter. */
    public static Topic named(String name) {
      return new Topic(name, () -> Optional.of(Uuid.ZERO_UUID));
    }
  }

  /** What is done with what is read. */
  public interface Reader {
    /**
     * The topic is read from its beginning: what was read before, if anything, is void.
     *
     * @param beginnings the first offset of each partition
     */
    default void begins(Uuid topic, Map<TopicPartition, Long> beginnings) {}

    /** Takes the next records of one partition, in their order; they come again if it throws. */
    void read(List<ConsumerRecord<byte[], byte[]>> records);

    /** All before that position has been read. */
    default void reached(TopicPartition partition, long position) {}

    /** All that was written when the topic was taken up has been read. */
    default void caughtUp() {}

    /**
     * Takes records that have a key one by one. One that it cannot take is logged and passed over:
     * it must not hide what comes after it.
     */
    static Reader ofEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
      return records -> {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          try {
            if (record.key() != null) {
              each.accept(record);
            }
          } catch (RuntimeException failure) {
            SPARSE.failed(
                "record passed over topic=" + record.topic() + " partition=" + record.partition(),
                new IllegalStateException("offset=" + record.offset(), failure));
          }
        }
      };
    }
  }

  /** How a consumer is polled, such as past what is corrupt. */
  @FunctionalInterface
  public interface PollGuard {
    /** As it is: what the poll throws ends the session. */
    PollGuard NONE = (consumer, turn) -> consumer::poll;

    /** Guards that consumer for the time of that turn. */
    Poll of(Consumer<byte[], byte[]> consumer, Turn turn);
  }

  /** As a consumer's own poll. */
  @FunctionalInterface
  public interface Poll {
    /** Waits for records, for that time at most. */
    ConsumerRecords<byte[], byte[]> poll(Duration wait);
  }

  /**
   * A follower that has not begun.
   *
   * @param name of its thread
   * @param consumers makes a consumer; the follower closes it
   */
  public TopicFollower(
      String name,
      Supplier<? extends Consumer<byte[], byte[]>> consumers,
      Topic topic,
      PollGuard guard,
      Reader reader) {
    this.topic = topic;
    this.guard = guard;
    this.reader = reader;
    this.thread = new ConsumerThread<>(name, consumers::get, this::follow, unused -> cut());
  }

  /** Begins to read; completes when everything written until then has been read once. */
  public CompletableFuture<Void> start(SupervisedThreads threads, Backoff backoff) {
    thread.start(threads, backoff);
    return firstCaughtUp;
  }

  /** Ends the reading; waits for that, at most 5 seconds. */
  public void stop() throws InterruptedException {
    thread.stop();
  }

  /**
   * Whether all that was written when the topic was taken up has been read. False again before
   * anything is read again from the beginning.
   */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** Completes when everything before that position of the first partition has been read. */
  public CompletableFuture<Void> reach(long position) {
    Barrier barrier = new Barrier(position, new CompletableFuture<>());
    barriers.add(barrier);
    return barrier.reached;
  }

  private void cut() {
    caughtUp = false;
    positions.cut();
    LOG.warnf("topic truncated, reading it again from its beginning topic=%s", topic.name());
  }

  private void follow(Consumer<byte[], byte[]> consumer, Turn turn) throws InterruptedException {
    while (turn.running()) {
      Optional<Uuid> id = topic.id().get();
      if (id.isPresent()) {
        begin(consumer, id.get(), turn);
        readOn(consumer, id.get(), turn);
      } else {
        boolean unused = turn.pause(ABSENT_PAUSE);
      }
    }
  }

  private void begin(Consumer<byte[], byte[]> consumer, Uuid id, Turn turn) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(topic.name(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic.name());
    }
    consumer.assign(partitions);
    turn.beat();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    turn.beat();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    turn.beat();
    if (positions.take(id)) {
      caughtUp = false;
      reader.begins(id, beginnings);
    }
    positions.starts(beginnings, ends).forEach(consumer::seek);
  }

  /** Until another topic has the name. */
  private void readOn(Consumer<byte[], byte[]> consumer, Uuid id, Turn turn) {
    Poll poll = guard.of(consumer, turn);
    TopicPartition first = new TopicPartition(topic.name(), 0);
    while (turn.running() && topic.id().get().orElse(id).equals(id)) {
      turn.beat();
      ConsumerRecords<byte[], byte[]> records = poll.poll(POLL);
      for (TopicPartition partition : records.partitions()) {
        reader.read(records.records(partition));
        turn.beat();
      }
      reached(consumer, turn);
      long position = positions.next(first);
      barriers.removeIf(barrier -> barrier.position <= position && barrier.reached.complete(null));
    }
  }

  private void reached(Consumer<byte[], byte[]> consumer, Turn turn) {
    for (TopicPartition partition : consumer.assignment()) {
      long position = consumer.position(partition);
      if (positions.reached(partition, position)) {
        turn.progressed();
      }
      reader.reached(partition, position);
    }
    if (positions.caughtUp() && !caughtUp) {
      caughtUp = true;
      reader.caughtUp();
      firstCaughtUp.complete(null);
    }
  }
}
