package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.runtime.CoordinatorClock;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Wall-clock time from the injected source, durations from the system's monotonic clock. */
record SystemClock(InstantSource source) implements CoordinatorClock {
  @Override
  public long wallMillis() {
    return source.millis();
  }

  @Override
  public long monotonicMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
