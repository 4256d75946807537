package io.heliograph.bench.dispatcher;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What one scenario measured.
 *
 * @param events in all
 * @param elapsed from the first request to the last answer
 * @param cpu of the dispatcher meanwhile; zero for a floor
 * @param latenciesNanos of the requests, in any order
 */
record Figures(String name, long events, Duration elapsed, Duration cpu, long[] latenciesNanos) {
  private static final double NANOS_PER_MILLI = 1e6;

  Figures {
    latenciesNanos = latenciesNanos.clone();
    Arrays.sort(latenciesNanos);
  }

  @Override
  public long[] latenciesNanos() {
    return latenciesNanos.clone();
  }

  /** The same under another name. */
  Figures named(String other) {
    return new Figures(other, events, elapsed, cpu, latenciesNanos);
  }

  /** Both, one after the other, under this one's name. */
  Figures plus(Figures next) {
    long[] latencies =
        LongStream.concat(Arrays.stream(latenciesNanos), Arrays.stream(next.latenciesNanos))
            .toArray();
    return new Figures(
        name, events + next.events, elapsed.plus(next.elapsed), cpu.plus(next.cpu), latencies);
  }

  double perSecond() {
    return events * 1e9 / elapsed.toNanos();
  }

  /** CPU seconds of the dispatcher for a million events. */
  double cpuSecondsPerMillion() {
    return cpu.toNanos() / 1e9 / events * 1e6;
  }

  /** Milliseconds within which that share of the requests was answered. */
  double quantileMillis(double share) {
    if (latenciesNanos.length == 0) {
      return Double.NaN;
    }
    int at = (int) Math.min(latenciesNanos.length - 1L, (long) (latenciesNanos.length * share));
    return latenciesNanos[at] / NANOS_PER_MILLI;
  }

  /** One line of a Markdown table. */
  String row() {
    boolean timed = latenciesNanos.length > 0;
    return "| %s | %,d | %,.0f | %s | %s | %s |"
        .formatted(
            name,
            events,
            perSecond(),
            cpu.isZero() ? "-" : "%.1f".formatted(cpuSecondsPerMillion()),
            timed ? "%.2f".formatted(quantileMillis(0.5)) : "-",
            timed ? "%.2f".formatted(quantileMillis(0.99)) : "-");
  }
}
