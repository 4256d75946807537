package io.heliograph.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Optional<Duration> NOTHING = Optional.empty();

  private final Retries retries = new Retries(5, Duration.ofMillis(200), Duration.ofSeconds(1));

  private static RandomGenerator drawing(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }

  @Test
  void shouldDoublePausesUpToTheLongestAndTakeOffUpToHalf() {
    for (int attempts = 1; attempts <= 4; attempts++) {
      Duration bound = Duration.ofMillis(Math.min(1_000, 200L << (attempts - 1)));

      assertThat(retries.pause(attempts, NOTHING, drawing(0))).contains(bound);
      assertThat(retries.pause(attempts, NOTHING, drawing(1))).contains(bound.dividedBy(2));
    }
  }

  @Test
  void shouldNotOverflowWhenThereAreManyAttempts() {
    Retries many = new Retries(1_000, Duration.ofSeconds(1), Duration.ofDays(365));

    assertThat(many.pause(999, NOTHING, drawing(0))).contains(Duration.ofDays(365));
  }

  @Test
  void shouldGiveUpAfterTheLastAttempt() {
    assertThat(retries.pause(5, NOTHING, drawing(0))).isEmpty();
    assertThat(Retries.NONE.pause(1, NOTHING, drawing(0))).isEmpty();
  }

  @Test
  void shouldKeepThePauseThatTheHubAsksForAndAddUpToAQuarter() {
    Optional<Duration> asked = Optional.of(Duration.ofMillis(800));

    assertThat(retries.pause(1, asked, drawing(0))).contains(Duration.ofMillis(800));
    assertThat(retries.pause(1, asked, drawing(1))).contains(Duration.ofSeconds(1));
  }

  @Test
  void shouldGiveUpWhenTheHubAsksForALongerPauseThanTheLongest() {
    assertThat(retries.pause(1, Optional.of(Duration.ofMillis(1_001)), drawing(0))).isEmpty();
    assertThat(retries.pause(1, Optional.of(Duration.ofSeconds(1)), drawing(0))).isPresent();
  }

  @Test
  void shouldRefuseBoundsThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new Retries(0, second, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retries(1, Duration.ZERO, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retries(1, second, Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
