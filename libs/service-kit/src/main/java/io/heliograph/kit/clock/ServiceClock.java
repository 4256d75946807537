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
    return shifted(InstantSource.system(), settings.offset());
  }

  /** A clock at that offset from another; the other itself when it is zero. */
  static InstantSource shifted(InstantSource clock, Duration offset) {
    return offset.isZero() ? clock : () -> clock.instant().plus(offset);
  }
}
