package io.heliograph.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class FollowedPositionsTest {
  private static final Uuid ONE = new Uuid(1, 1);
  private static final Uuid OTHER = new Uuid(2, 2);
  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);
  private static final Map<TopicPartition, Long> BEGINNINGS = Map.of(P0, 5L, P1, 0L);
  private static final Map<TopicPartition, Long> ENDS = Map.of(P0, 7L, P1, 0L);

  private final FollowedPositions positions = new FollowedPositions();

  private void readToTheEnd() {
    assertThat(positions.take(ONE)).isTrue();
    assertThat(positions.starts(BEGINNINGS, ENDS)).isEqualTo(BEGINNINGS);
    positions.reached(P0, 7);
    positions.reached(P1, 0);
  }

  @Test
  void shouldCatchUpWhenEveryPartitionHasBeenReadToItsEnd() {
    positions.take(ONE);
    positions.starts(BEGINNINGS, ENDS);

    positions.reached(P1, 0);
    assertThat(positions.caughtUp()).isFalse();
    positions.reached(P0, 6);
    assertThat(positions.caughtUp()).isFalse();
    positions.reached(P0, 7);
    assertThat(positions.caughtUp()).isTrue();
  }

  @Test
  void shouldReadOnWhereItWasAndStayCaughtUpAfterAFailure() {
    readToTheEnd();

    assertThat(positions.take(ONE)).isFalse();

    assertThat(positions.starts(BEGINNINGS, Map.of(P0, 9L, P1, 0L))).containsEntry(P0, 7L);
    assertThat(positions.caughtUp()).isTrue();
  }

  @Test
  void shouldReadFromTheBeginningWhenTheTopicWasCutOrCreatedAgain() {
    readToTheEnd();
    assertThat(positions.take(OTHER)).isTrue();
    assertThat(positions.caughtUp()).isFalse();
    assertThat(positions.starts(BEGINNINGS, ENDS)).isEqualTo(BEGINNINGS);

    positions.reached(P0, 7);
    positions.reached(P1, 0);
    positions.cut();
    assertThat(positions.caughtUp()).isFalse();
    assertThat(positions.take(OTHER)).isTrue();
    assertThat(positions.starts(BEGINNINGS, ENDS)).isEqualTo(BEGINNINGS);
  }

  @Test
  void shouldReadPartitionsThatAreNewFromTheirBeginning() {
    readToTheEnd();
    TopicPartition more = new TopicPartition("t", 2);

    assertThat(positions.starts(Map.of(P0, 5L, more, 3L), ENDS))
        .containsEntry(P0, 7L)
        .containsEntry(more, 3L);
  }

  @Test
  void shouldTellProgressFromReadingTheSameAgain() {
    positions.take(ONE);
    positions.starts(BEGINNINGS, ENDS);

    assertThat(positions.reached(P0, 5)).isFalse();
    assertThat(positions.reached(P0, 6)).isTrue();
    assertThat(positions.reached(P0, 6)).isFalse();
    assertThat(positions.next(P0)).isEqualTo(6);
    assertThat(positions.next(P1)).isZero();
  }
}
