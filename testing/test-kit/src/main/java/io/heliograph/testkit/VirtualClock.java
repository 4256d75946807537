package io.heliograph.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that passes when its test says so: on the wall ({@link #instant()}) and on a clock that
 * never goes back ({@link #nanos()}) alike. Of any thread.
 */
public final class VirtualClock implements InstantSource {
  private static final long FIRST_NANOS = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

  private final Instant start;
  private final AtomicLong passedNanos = new AtomicLong();

  /** Begins at some moment. */
  public VirtualClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** Begins at that moment. */
  public VirtualClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(passedNanos.get());
  }

  /** As {@link System#nanoTime()}: only differences count, and five seconds on it overflows. */
  public long nanos() {
    return FIRST_NANOS + passedNanos.get();
  }

  /** Lets that much time pass. */
  public void advance(Duration time) {
    passedNanos.addAndGet(time.toNanos());
  }
}
