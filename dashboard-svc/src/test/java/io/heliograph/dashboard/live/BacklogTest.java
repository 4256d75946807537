package io.heliograph.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.dashboard.live.Backlog.Decision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final long SECOND = 1_000_000_000;

  private final Backlog backlog = new Backlog(Duration.ofSeconds(30));

  @Test
  void shouldLeaveOutAndTellHowManyWhenALineIsSlowButMoves() {
    assertThat(backlog.next(false, 1, 0)).isEqualTo(Decision.WRITE);
    assertThat(backlog.next(true, 3, 5 * SECOND)).isEqualTo(Decision.LEAVE_OUT);
    assertThat(backlog.next(true, 4, 30 * SECOND)).isEqualTo(Decision.LEAVE_OUT);

    assertThat(backlog.next(false, 1, 34 * SECOND)).isEqualTo(Decision.WRITE);

    assertThat(backlog.takeLeftOut()).isEqualTo(7);
    assertThat(backlog.takeLeftOut()).isZero();
  }

  @Test
  void shouldBeginToMeasureAnewWhenTheQueueHadRoomMeanwhile() {
    for (int round = 0; round < 20; round++) {
      long begin = 40L * round * SECOND;
      assertThat(backlog.next(true, 1, begin)).isEqualTo(Decision.LEAVE_OUT);
      assertThat(backlog.next(true, 1, begin + 29 * SECOND)).isEqualTo(Decision.LEAVE_OUT);
      assertThat(backlog.next(false, 1, begin + 39 * SECOND)).isEqualTo(Decision.WRITE);
    }
  }

  @Test
  void shouldDropWhenNothingMovesForTooLong() {
    assertThat(backlog.next(true, 0, 0)).isEqualTo(Decision.LEAVE_OUT);

    assertThat(backlog.next(true, 0, 31 * SECOND)).isEqualTo(Decision.DROP);
  }
}
