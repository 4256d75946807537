package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.kit.kafka.CorruptBatches.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The decision on a clock that the test moves. */
class CorruptBatchesTest {
  private static final TopicPartition NAME = new TopicPartition("samples.binary", 3);
  private static final TopicPartition OTHER = new TopicPartition("samples.binary", 4);
  private static final long WAIT = TimeUnit.MINUTES.toNanos(2);

  private final List<String> lines = new ArrayList<>();
  private final CorruptBatches corrupt = new CorruptBatches(Duration.ofMinutes(2), lines::add);

  @Test
  void shouldWaitAndThenSearchWhenABatchStaysCorrupt() {
    assertThat(corrupt.met(NAME, 17, 0)).isEqualTo(new Verdict.Wait());
    assertThat(corrupt.met(NAME, 17, WAIT - 1)).isEqualTo(new Verdict.Wait());
    assertThat(corrupt.met(OTHER, 17, WAIT - 1)).isEqualTo(new Verdict.Wait());
    assertThat(corrupt.met(NAME, 17, WAIT)).isEqualTo(new Verdict.Search());
    assertThat(corrupt.met(OTHER, 17, WAIT)).isEqualTo(new Verdict.Wait());
    assertThat(lines).hasSize(2);
    assertThat(corrupt.waitingCount(WAIT)).isEqualTo(2);
    assertThat(corrupt.told(WAIT)).contains("samples.binary-3 offset 17 is waited for");
  }

  @Test
  void shouldForgetWhatWasReadInTheMeantime() {
    var unused = corrupt.met(NAME, 17, 0);
    corrupt.read(NAME, 10, 17);
    assertThat(corrupt.waitingCount(1)).isEqualTo(1);

    corrupt.read(NAME, 17, 40);

    assertThat(corrupt.waitingCount(1)).isZero();
    assertThat(corrupt.told(1)).isEmpty();
    assertThat(corrupt.met(NAME, 17, WAIT)).isEqualTo(new Verdict.Wait());
  }

  @Test
  void shouldForgetWhatNobodyAsksForAnyMore() {
    var unused = corrupt.met(NAME, 17, 0);

    assertThat(corrupt.waitingCount(TimeUnit.MINUTES.toNanos(10))).isEqualTo(1);
    assertThat(corrupt.waitingCount(TimeUnit.MINUTES.toNanos(10) + 1)).isZero();
  }

  @Test
  void shouldCountNameAndRememberWhatWasPassedOver() {
    var unused = corrupt.met(NAME, 17, 0);
    corrupt.skipped(NAME, 17, 42);
    corrupt.skipped(NAME, 17, 42);

    assertThat(corrupt.skippedOffsets()).isEqualTo(25);
    assertThat(corrupt.waitingCount(0)).isZero();
    assertThat(corrupt.told(0)).isEqualTo("samples.binary-3 offsets 17 to 41 were passed over");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("topic=samples.binary partition=3 offsets=17..41");
    assertThat(corrupt.met(NAME, 17, 1)).isEqualTo(new Verdict.Skip(42));
    assertThat(corrupt.met(NAME, 41, 1)).isEqualTo(new Verdict.Skip(42));
    assertThat(corrupt.met(NAME, 42, 1)).isEqualTo(new Verdict.Wait());
    assertThat(corrupt.met(OTHER, 17, 1)).isEqualTo(new Verdict.Wait());
  }

  @Test
  void shouldTellTheCorruptFromOtherFailures() {
    assertThat(CorruptBatches.isCorrupt(new KafkaException("Record batch ... is invalid")))
        .isTrue();
    assertThat(CorruptBatches.isCorrupt(new CorruptRecordException("size"))).isTrue();
    assertThat(CorruptBatches.isCorrupt(new TimeoutException("position"))).isFalse();
    assertThat(CorruptBatches.isCorrupt(new OffsetOutOfRangeException("offset"))).isFalse();
  }

  @Test
  void shouldFindThePartitionThatAFailureNames() {
    TopicPartition longer = new TopicPartition("samples.binary-3", 3);
    TopicPartition dotted = new TopicPartition("a.samples.binary", 3);
    List<TopicPartition> all = List.of(longer, dotted, OTHER, NAME);

    for (String message :
        List.of(
            "Record batch for partition %s at offset 17 is invalid, cause: Record is corrupt",
            "Received exception when fetching the next record from %s. If needed, please seek",
            "Encountered corrupt message when fetching offset 17 for topic-partition %s",
            "Failed to make progress reading messages at %s=17. Received a non-empty fetch")) {
      for (TopicPartition one : all) {
        KafkaException failure = new KafkaException(message.formatted(one));
        assertThat(CorruptBatches.named(failure, all)).contains(one);
      }
    }
    assertThat(CorruptBatches.named(new KafkaException("samples.binary-33"), all)).isEmpty();
  }
}
