package io.heliograph.dispatcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.coordinator.log.Chunk;
import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.log.HistoryReader;
import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.thread.SupervisedThreads;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One reader of history over Kafka's own stand-in for a consumer. */
class KafkaHistoryLoaderTest {
  private static final PartitionId FULL = new PartitionId("t", new UUID(0, 1), 0);
  private static final PartitionId SILENT = new PartitionId("t", new UUID(0, 1), 1);
  private static final PartitionId CUT = new PartitionId("t", new UUID(0, 1), 2);
  private static final HistoryReader READER = new HistoryReader("plugin", "plugin-1");
  private static final int RECORDS = 10;
  private static final long CUT_BEFORE = 500;

  private final Map<PartitionId, Chunk> loaded = new ConcurrentHashMap<>();
  private final AtomicInteger consumers = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final KafkaHistoryLoader loader =
      new KafkaHistoryLoader(
          number -> new Reader(),
          new SupervisedThreads(),
          new CorruptBatches(Duration.ofHours(1), line -> {}),
          1,
          new HistoryRateLimiter(0, System::currentTimeMillis, System::currentTimeMillis),
          loaded::put);

  /** Of three partitions one has records, one answers nothing, and one begins later than asked. */
  private final class Reader extends MockConsumer<byte[], byte[]> {
    Reader() {
      super("none");
      int unused = consumers.incrementAndGet();
      updateBeginningOffsets(Map.of(name(FULL), 0L, name(SILENT), 0L, name(CUT), CUT_BEFORE));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
      if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new DisconnectException("while it was polled");
      }
      boolean asked = !paused().contains(name(FULL)) && assignment().contains(name(FULL));
      for (long offset = asked ? position(name(FULL)) : RECORDS; offset < RECORDS; offset++) {
        addRecord(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]));
      }
      if (!paused().contains(name(CUT)) && assignment().contains(name(CUT))) {
        // The stand-in tells what is out of range only where there is something to be read.
        addRecord(new ConsumerRecord<>("t", 2, CUT_BEFORE, new byte[0], new byte[0]));
      }
      return super.poll(wait);
    }
  }

  private static TopicPartition name(PartitionId partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }

  @BeforeEach
  void start() {
    loader.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    loader.stop();
  }

  private Chunk awaited(PartitionId partition) {
    await().atMost(Duration.ofSeconds(20)).until(() -> loaded.containsKey(partition));
    return loaded.get(partition);
  }

  @Test
  void shouldServeTheOthersWhenAPartitionAnswersNothing() {
    loader.load(SILENT, 3, READER);
    loader.load(FULL, 2, READER);

    Chunk nothing = awaited(SILENT);
    assertThat(nothing.base()).isEqualTo(3);
    assertThat(nothing.end()).isEqualTo(3);
    // It is asked again, seldom; who waits behind it is served at once.
    loader.load(SILENT, 3, READER);
    Chunk chunk = awaited(FULL);
    assertThat(chunk.base()).isEqualTo(2);
    assertThat(chunk.end()).isEqualTo(RECORDS);
    assertThat(chunk.size()).isEqualTo(RECORDS - 2);
    assertThat(loaded.keySet()).isEqualTo(Set.of(SILENT, FULL));
  }

  @Test
  void shouldGoOnAtTheBeginningWhenWhatWasAskedForIsGone() {
    loader.load(CUT, 7, READER);

    Chunk chunk = awaited(CUT);
    assertThat(chunk.base()).isEqualTo(7);
    assertThat(chunk.end()).isEqualTo(CUT_BEFORE);
    assertThat(chunk.size()).isZero();
  }

  @Test
  void shouldForgetNothingWhenAReaderFails() {
    failing.set(1);

    loader.load(FULL, 0, READER);

    assertThat(awaited(FULL).size()).isEqualTo(RECORDS);
    assertThat(consumers.get()).isEqualTo(2);
  }
}
