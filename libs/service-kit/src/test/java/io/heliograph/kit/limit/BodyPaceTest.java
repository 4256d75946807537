package io.heliograph.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
  private final BodyPace pace = new BodyPace(Duration.ofSeconds(30), 16_384);

  @Test
  void shouldLetABodyTakeAnyTimeWhenItMakesProgress() {
    for (int window = 0; window < 1_000; window++) {
      pace.arrived(200_000);
      pace.arrived(30 * 16_384 - 200_000);
      assertThat(pace.windowEnded()).isFalse();
    }
  }

  @Test
  void shouldCutOffWhenTooLittleCameInAWindow() {
    pace.arrived(Integer.MAX_VALUE);
    assertThat(pace.windowEnded()).isFalse();
    pace.arrived(30 * 16_384 - 1);

    assertThat(pace.windowEnded()).isTrue();
    assertThat(pace.windowEnded()).isTrue();
  }

  @Test
  void shouldBlameNobodyWhenWeDidNotRead() {
    pace.held();
    assertThat(pace.windowEnded()).isFalse();
    assertThat(pace.windowEnded()).isTrue();
  }

  @Test
  void shouldAskForAByteWhenTheRateIsNothing() {
    BodyPace lenient = new BodyPace(Duration.ofMillis(10), 0);
    assertThat(lenient.windowEnded()).isTrue();
    lenient.arrived(1);
    assertThat(lenient.windowEnded()).isFalse();
  }
}
