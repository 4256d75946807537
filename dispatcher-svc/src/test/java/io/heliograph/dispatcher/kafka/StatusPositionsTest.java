package io.heliograph.dispatcher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The status tail's positions over Kafka's own stand-in for a consumer. */
class StatusPositionsTest {
  private static final TopicPartition FIRST = new TopicPartition("status", 0);
  private static final TopicPartition SECOND = new TopicPartition("status", 1);
  private static final List<TopicPartition> BOTH = List.of(FIRST, SECOND);
  private static final long BEGUN_MILLIS = 1_000;

  private final StatusPositions positions = new StatusPositions(BEGUN_MILLIS);
  private final Map<TopicPartition, Long> beginnings = new HashMap<>(Map.of(FIRST, 0L, SECOND, 0L));
  private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(FIRST, 5L, SECOND, 7L));
  private final Set<TopicPartition> leaderless = new HashSet<>();
  private int beats;

  /** A consumer of this log as it is now; a partition without a leader answers nothing. */
  private final class Reader extends MockConsumer<byte[], byte[]> {
    Reader() {
      super("none");
      updateBeginningOffsets(beginnings);
      updateEndOffsets(ends);
    }

    private void requireLeaders(Collection<TopicPartition> asked) {
      if (asked.stream().anyMatch(leaderless::contains)) {
        throw new TimeoutException("no leader");
      }
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> asked, Duration wait) {
      requireLeaders(asked);
      return beginningOffsets(asked);
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> asked, Duration wait) {
      requireLeaders(asked);
      return endOffsets(asked);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> asked, Duration wait) {
      requireLeaders(asked.keySet());
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      asked.forEach((partition, millis) -> found.put(partition, new OffsetAndTimestamp(3, millis)));
      return found;
    }
  }

  private Reader assigned() {
    Reader reader = new Reader();
    positions.assign(reader, BOTH, () -> beats++);
    return reader;
  }

  private static void write(Reader reader, TopicPartition partition, long offset) {
    reader.addRecord(
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, new byte[0], "s".getBytes(UTF_8)));
  }

  @Test
  void shouldBeginAtTheEndsAndGoOnWhereTheLastConsumerWas() {
    Reader first = assigned();
    assertThat(positions.reached(first, 2)).containsExactly(5, 7);
    write(first, FIRST, 5);
    assertThat(first.poll(Duration.ZERO)).hasSize(1);
    assertThat(positions.reached(first, 2)).containsExactly(6, 7);

    Reader second = assigned();

    assertThat(positions.reached(second, 2)).containsExactly(6, 7);
    assertThat(beats).isEqualTo(2);
  }

  @Test
  void shouldReadWhatIsLeftWhenTheLogWasCutBeforeIt() {
    Reader first = assigned();
    assertThat(positions.reached(first, 2)).containsExactly(5, 7);
    beginnings.put(FIRST, 100L);
    ends.put(FIRST, 101L);
    Reader cut = assigned();
    write(cut, FIRST, 100);
    assertThatThrownBy(() -> cut.poll(Duration.ZERO)).isInstanceOf(OffsetOutOfRangeException.class);

    positions.cut(Set.of(FIRST));

    Reader next = assigned();
    write(next, FIRST, 100);
    assertThat(next.poll(Duration.ZERO)).hasSize(1);
    assertThat(positions.reached(next, 2)).containsExactly(101, 7);
  }

  @Test
  void shouldReadWhatIsLeftOnceThePartitionHasALeaderAgain() {
    assertThat(positions.reached(assigned(), 2)).containsExactly(5, 7);
    beginnings.put(FIRST, 100L);
    positions.cut(Set.of(FIRST));
    leaderless.add(FIRST);
    assertThat(positions.reached(assigned(), 2)).containsExactly(0, 7);

    leaderless.clear();

    assertThat(positions.reached(assigned(), 2)).containsExactly(100, 7);
  }

  @Test
  void shouldReadTheOthersWhileAPartitionHasNoLeaderAndThenWhatCameSinceTheStart() {
    leaderless.add(FIRST);
    Reader first = assigned();
    write(first, SECOND, 7);
    assertThat(first.poll(Duration.ZERO)).hasSize(1);
    assertThat(positions.reached(first, 2)).containsExactly(0, 8);

    leaderless.clear();

    assertThat(positions.reached(assigned(), 2)).containsExactly(3, 8);
  }
}
