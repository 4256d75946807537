package io.heliograph.dispatcher.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteProgressTest {
  private final WriteProgress progress = new WriteProgress(30_000, 16_384, 1_000);

  @Test
  void shouldStallWhenNothingIsTaken() {
    assertThat(progress.stalled(30_999)).isFalse();
    assertThat(progress.stalled(31_000)).isTrue();
  }

  @Test
  void shouldStallWhenItIsTakenTooSlowly() {
    for (long now = 1_000; now < 31_000; now += 1_000) {
      assertThat(progress.stalled(now)).isFalse();
      progress.wrote(1, now);
    }
    assertThat(progress.stalled(31_000)).isTrue();
  }

  @Test
  void shouldNotStallHoweverLongItTakesWhileItIsFastEnough() {
    for (long now = 1_000; now < 1_000_000; now += 1_000) {
      progress.wrote(16_400, now);
      assertThat(progress.stalled(now + 900)).isFalse();
    }
    assertThat(progress.stalled(1_000_000 + 30_000)).isTrue();
  }
}
