package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  @Test
  void shouldStandStillUntilItIsAdvanced() {
    VirtualClock clock = new VirtualClock(Instant.EPOCH);
    long first = clock.nanos();

    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock.nanos()).isEqualTo(first);
    clock.advance(Duration.ofMillis(1_500));

    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(1_500));
    assertThat(clock.millis()).isEqualTo(1_500);
    assertThat(clock.nanos() - first).isEqualTo(1_500_000_000L);
  }

  @Test
  void shouldOverflowAsTheClockOfAMachineMay() {
    VirtualClock clock = new VirtualClock();
    long first = clock.nanos();

    clock.advance(Duration.ofSeconds(6));

    assertThat(clock.nanos()).isLessThan(first);
    assertThat(clock.nanos() - first).isEqualTo(6_000_000_000L);
  }
}
