package io.heliograph.kit.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ServiceClockTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final InstantSource fixed = InstantSource.fixed(NOON);

  @Test
  void shouldTellTheSystemsTimeWhenNothingIsSet() {
    assertThat(ServiceClock.shifted(fixed, Duration.ZERO)).isSameAs(fixed);
  }

  @Test
  void shouldBeAheadOrBehindWhenItIsSet() {
    assertThat(ServiceClock.shifted(fixed, Duration.ofDays(40)).instant())
        .isEqualTo(NOON.plus(Duration.ofDays(40)));
    assertThat(ServiceClock.shifted(fixed, Duration.ofHours(-1)).instant())
        .isEqualTo(NOON.minus(Duration.ofHours(1)));
  }
}
