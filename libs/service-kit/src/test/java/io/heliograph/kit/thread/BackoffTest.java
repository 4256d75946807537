package io.heliograph.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  @Test
  void shouldDoubleUpToTheBoundAndTakeOffAtMostAHalf() {
    Random random = new Random(7);
    for (int failures = 1; failures < 200; failures++) {
      long bound = failures > 6 ? 5_000 : 100L << (failures - 1);

      Duration wait = backoff.after(failures, random);

      assertThat(wait).isBetween(Duration.ofMillis(bound / 2), Duration.ofMillis(bound));
    }
  }

  @Test
  void shouldNotOverflowWhenTheBoundIsLong() {
    Backoff days = new Backoff(Duration.ofDays(1), Duration.ofDays(365));

    assertThat(days.after(1_000_000, new Random(7)))
        .isBetween(Duration.ofDays(182), Duration.ofDays(365));
  }

  @Test
  void shouldRefuseWhenTheFirstIsLongerThanTheBound() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
