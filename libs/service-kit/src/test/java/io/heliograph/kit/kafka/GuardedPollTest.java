package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GuardedPollTest {
  private static final TopicPartition BROKEN = new TopicPartition("azul.status", 0);
  private static final TopicPartition WELL = new TopicPartition("azul.status", 1);

  private static final Turn TURN =
      new Turn() {
        @Override
        public boolean running() {
          return true;
        }

        @Override
        public void beat() {}

        @Override
        public void progressed() {}

        @Override
        public boolean pause(Duration wait) {
          return true;
        }

        @Override
        public void onStop(Runnable ender) {}
      };

  private final CorruptLog log = new CorruptLog();
  private final List<String> lines = new ArrayList<>();

  private void assign() {
    log.with(BROKEN, 50);
    log.with(WELL, 30);
    log.assign(Set.of(BROKEN, WELL));
    log.seek(BROKEN, 0);
    log.seek(WELL, 0);
  }

  private List<Long> offsets(GuardedPoll poll, TopicPartition name, int polls) {
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < polls; i++) {
      for (ConsumerRecord<byte[], byte[]> record : poll.poll(Duration.ZERO).records(name)) {
        offsets.add(record.offset());
      }
    }
    return offsets;
  }

  @Test
  void shouldReadOnOthersWhileOnePartitionWaits() {
    assign();
    log.breakBatch(BROKEN, 0);
    assertThatThrownBy(() -> log.poll(Duration.ZERO))
        .as("control: without the guard nothing comes")
        .isInstanceOf(KafkaException.class);
    CorruptBatches corrupt = new CorruptBatches(Duration.ofHours(1), lines::add);
    GuardedPoll poll = new GuardedPoll(log, corrupt, TURN);

    assertThat(offsets(poll, WELL, 5)).hasSize(30);

    assertThat(log.position(BROKEN)).isZero();
    assertThat(log.paused()).containsExactly(BROKEN);
    assertThat(corrupt.told(System.nanoTime())).contains("azul.status-0 offset 0 is waited for");
  }

  @Test
  void shouldReadTheBatchOnceItsLeaderHasAWholeOne() {
    assign();
    log.breakBatch(BROKEN, 0);
    AtomicLong nanos = new AtomicLong(1);
    CorruptBatches corrupt = new CorruptBatches(Duration.ofHours(1), lines::add);
    GuardedPoll poll = new GuardedPoll(log, corrupt, TURN, (name, from, to) -> {}, nanos::get);
    assertThat(offsets(poll, BROKEN, 2)).isEmpty();
    log.heal(BROKEN);

    assertThat(offsets(poll, BROKEN, 2)).as("it is not asked for all the time").isEmpty();
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    // What was fetched of it before is dropped: else the corrupt batch would be met for ever.
    assertThat(offsets(poll, BROKEN, 5)).hasSize(50).startsWith(0L, 1L);
  }

  @Test
  void shouldGoOnBehindTheBatchAndNowhereElseWhenTheWaitIsOver() {
    assign();
    log.breakBatch(BROKEN, 10);
    log.breakBatch(BROKEN, 20);
    CorruptBatches corrupt = new CorruptBatches(Duration.ZERO, lines::add);

    List<String> skips = new ArrayList<>();
    GuardedPoll poll =
        new GuardedPoll(
            log,
            corrupt,
            TURN,
            (name, from, to) -> skips.add(name.partition() + ":" + from + "-" + to));

    List<Long> read = offsets(poll, BROKEN, 20);

    assertThat(skips).containsExactly("0:10-30");
    assertThat(read).hasSize(30).contains(0L, 9L, 30L, 49L).doesNotContain(10L, 29L);
    assertThat(corrupt.skippedOffsets()).isEqualTo(20);
    assertThat(corrupt.told(0)).contains("azul.status-0 offsets 10 to 29 were passed over");
    assertThat(log.paused()).isEmpty();
    assertThat(log.position(WELL)).isEqualTo(30);
  }

  @Test
  void shouldTellEveryReaderWhatAnotherHasFoundLost() {
    assign();
    log.breakBatch(BROKEN, 10);
    CorruptBatches corrupt = new CorruptBatches(Duration.ofHours(1), lines::add);
    corrupt.skipped(BROKEN, 10, 20);
    List<String> skips = new ArrayList<>();
    GuardedPoll poll =
        new GuardedPoll(log, corrupt, TURN, (name, from, to) -> skips.add(from + "-" + to));

    assertThat(offsets(poll, BROKEN, 20)).hasSize(40).doesNotContain(10L);

    assertThat(skips).containsExactly("10-20");
  }

  @Test
  void shouldNotPassOverGoodRecordsBetweenTwoCorruptBatches() {
    assign();
    log.breakBatch(BROKEN, 0);
    log.breakBatch(BROKEN, 20);
    CorruptBatches corrupt = new CorruptBatches(Duration.ZERO, lines::add);

    List<Long> read = offsets(new GuardedPoll(log, corrupt, TURN), BROKEN, 20);

    assertThat(read).hasSize(30).contains(10L, 19L, 30L);
    assertThat(corrupt.skippedOffsets()).isEqualTo(20);
  }

  @Test
  void shouldThrowOnWhatIsNoCorruptBatchOrNamesNoPartition() {
    assign();
    GuardedPoll poll = new GuardedPoll(log, new CorruptBatches(Duration.ZERO, lines::add), TURN);
    log.with(new TopicPartition("another", 0), 1);
    log.breakBatch(BROKEN, 0);
    log.assign(Set.of(WELL));
    log.seek(WELL, 30);

    assertThat(poll.poll(Duration.ZERO).isEmpty()).as("control").isTrue();
    log.assign(Set.of());
    assertThatThrownBy(() -> new BatchSearch(log, WELL).run(0, TURN))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldEndTheSearchAtTheEndOfTheLogWhenAllIsCorrupt() {
    assign();
    for (long offset = 0; offset < 50; offset += 10) {
      log.breakBatch(BROKEN, offset);
    }
    log.pause(Set.of(WELL));

    assertThat(new BatchSearch(log, BROKEN).run(5, TURN)).isEqualTo(OptionalLong.of(50));
    log.heal(BROKEN);
    assertThat(new BatchSearch(log, BROKEN).run(5, TURN))
        .as("control: the next one, as soon as it can be read")
        .isEqualTo(OptionalLong.of(6));
  }
}
