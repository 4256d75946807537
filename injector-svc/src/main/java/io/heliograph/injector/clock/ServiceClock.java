package io.heliograph.injector.clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the clock. Durations are measured with the monotonic clock, never with this one. */
final class ServiceClock {

  @Produces
  @Singleton
  InstantSource clock(ClockSettings settings) {
    Duration ahead = settings.ahead();
    InstantSource system = InstantSource.system();
    return ahead.isZero() ? system : () -> system.instant().plus(ahead);
  }
}
