package io.heliograph.kit.clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the clock. Durations are measured with the monotonic clock, never with this one. */
@Singleton
final class ServiceClock {

  @Produces
  @Singleton
  InstantSource clock(ClockSettings settings) {
    return ahead(InstantSource.system(), settings.ahead());
  }

  /** A clock that is so far ahead of another; the other itself when it is not. */
  static InstantSource ahead(InstantSource clock, Duration ahead) {
    return ahead.isZero() ? clock : () -> clock.instant().plus(ahead);
  }
}
