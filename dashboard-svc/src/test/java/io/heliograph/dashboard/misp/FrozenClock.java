package io.heliograph.dashboard.misp;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The moment at which the vectors of the HTTP answers were taken. */
final class FrozenClock {

  @Produces
  @Alternative
  @Priority(1)
  @Singleton
  InstantSource clock() {
    return InstantSource.fixed(Instant.ofEpochSecond(1_715_774_400L));
  }
}
