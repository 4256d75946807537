package io.heliograph.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.kit.kafka.TopicFollower.PollGuard;
import io.heliograph.kit.kafka.TopicFollower.Reader;
import io.heliograph.kit.kafka.TopicFollower.Topic;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With Kafka's own consumer for tests: a topic of one partition, held in memory. */
class TopicFollowerTest {
  private static final String NAME = "t";
  private static final TopicPartition LOG = new TopicPartition(NAME, 0);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));

  private final SupervisedThreads threads = new SupervisedThreads();
  private final List<String> read = new CopyOnWriteArrayList<>();
  private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();

  /** The topic: its id, its first offset and its values. */
  private volatile Optional<Uuid> id = Optional.of(new Uuid(1, 1));

  private volatile long beginning;
  private final List<String> values = new CopyOnWriteArrayList<>();

  private final TopicFollower follower =
      new TopicFollower(
          "follower",
          this::consumer,
          new Topic(NAME, () -> id),
          PollGuard.NONE,
          new Reader() {
            @Override
            public void begins(Uuid topic, Map<TopicPartition, Long> beginnings) {
              read.add("begins at " + beginnings.get(LOG));
            }

            @Override
            public void read(List<ConsumerRecord<byte[], byte[]>> records) {
              records.forEach(record -> read.add(new String(record.value(), UTF_8)));
            }
          });

  @AfterEach
  void stop() throws InterruptedException {
    follower.stop();
    assertThat(threads.runningCount()).isZero();
  }

  /** A consumer of the topic as it is now. */
  private MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.updatePartitions(NAME, List.of(new PartitionInfo(NAME, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(LOG, beginning));
    consumer.updateEndOffsets(Map.of(LOG, beginning + values.size()));
    consumer.schedulePollTask(
        () -> {
          for (int at = 0; at < values.size(); at++) {
            consumer.addRecord(record(beginning + at, values.get(at)));
          }
        });
    consumers.add(consumer);
    return consumer;
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
    return new ConsumerRecord<>(NAME, 0, offset, "k".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private void fail() {
    MockConsumer<byte[], byte[]> last = consumers.getLast();
    last.schedulePollTask(() -> last.setPollException(new KafkaException("gone")));
  }

  @Test
  void shouldReadOnWhereItWasWhenAConsumerFails() {
    values.addAll(List.of("a", "b"));
    CompletableFuture<Void> caughtUp = follower.start(threads, BACKOFF);
    await().until(caughtUp::isDone);
    assertThat(read).containsExactly("begins at 0", "a", "b");

    values.add("c");
    fail();

    await().untilAsserted(() -> assertThat(read).containsExactly("begins at 0", "a", "b", "c"));
    assertThat(follower.caughtUp()).isTrue();
    assertThat(threads.restarts("follower")).isEqualTo(1);
  }

  @Test
  void shouldReadAgainFromTheBeginningWhenTheTopicWasCut() {
    values.addAll(List.of("a", "b"));
    var unused = follower.start(threads, BACKOFF);
    await().until(follower::caughtUp);

    beginning = 10;
    values.clear();
    values.add("x");
    fail();

    await()
        .untilAsserted(
            () -> assertThat(read).containsExactly("begins at 0", "a", "b", "begins at 10", "x"));
    await().until(follower::caughtUp);
  }

  @Test
  void shouldReadTheOtherTopicWhenOneOfThatNameWasCreatedAgain() {
    values.add("a");
    var unused = follower.start(threads, BACKOFF);
    await().until(follower::caughtUp);
    assertThat(consumers).hasSize(1);

    MockConsumer<byte[], byte[]> consumer = consumers.getFirst();
    consumer.schedulePollTask(() -> id = Optional.of(new Uuid(2, 2)));
    consumer.schedulePollTask(() -> consumer.addRecord(record(0, "other")));

    await()
        .untilAsserted(
            () -> assertThat(read).containsExactly("begins at 0", "a", "begins at 0", "other"));
    await().until(follower::caughtUp);
    assertThat(threads.restarts("follower")).isZero();
  }

  @Test
  void shouldNotBeginUntilTheTopicIsAsItMustBe() {
    id = Optional.empty();
    values.add("a");
    var unused = follower.start(threads, BACKOFF);
    await().until(() -> !consumers.isEmpty());
    assertThat(read).isEmpty();

    id = Optional.of(new Uuid(1, 1));

    await().untilAsserted(() -> assertThat(read).containsExactly("begins at 0", "a"));
  }

  @Test
  void shouldTellWhenAPositionHasBeenRead() {
    values.addAll(List.of("a", "b"));
    CompletableFuture<Void> second = follower.reach(2);
    CompletableFuture<Void> third = follower.reach(3);
    var unused = follower.start(threads, BACKOFF);

    await().until(second::isDone);
    assertThat(third).isNotDone();

    consumers.getFirst().schedulePollTask(() -> consumers.getFirst().addRecord(record(2, "c")));

    await().until(third::isDone);
    assertThat(read).containsExactly("begins at 0", "a", "b", "c");
  }

  @Test
  void shouldPassOverWhatOneRecordIsAboutAndRecordsWithoutKey() {
    List<String> taken = new ArrayList<>();
    Reader each =
        Reader.ofEach(
            record -> {
              if (record.offset() == 1) {
                throw new IllegalStateException("not understood");
              }
              taken.add(new String(record.value(), UTF_8));
            });

    each.read(
        List.of(
            record(0, "a"),
            record(1, "b"),
            new ConsumerRecord<>(NAME, 0, 2, null, "no key".getBytes(UTF_8)),
            record(3, "d")));

    assertThat(taken).containsExactly("a", "d");
  }
}
