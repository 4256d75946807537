package io.heliograph.coordinator.runtime;

import java.util.concurrent.TimeUnit;

/** The time as the core sees it. */
public interface CoordinatorClock {
  /** Wall-clock time, milliseconds since 1970: for leases, which outlive the process. */
  long wallMillis();

  /** Milliseconds of a clock that never goes back: for deadlines. */
  long monotonicMillis();

  /** The same in nanoseconds: for what is measured. */
  default long monotonicNanos() {
    return TimeUnit.MILLISECONDS.toNanos(monotonicMillis());
  }
}
