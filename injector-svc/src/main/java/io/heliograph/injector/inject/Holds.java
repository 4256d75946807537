package io.heliograph.injector.inject;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that wait because something failed for them alone, so that the others go on: each
 * longer with every failure in a row, up to a bound. Lives on the injection thread.
 */
final class Holds {
  private record Hold(long untilNanos, long pauseNanos) {}

  private final long firstNanos;
  private final long maxNanos;
  private final Map<TopicPartition, Hold> holds = new HashMap<>();

  Holds(Duration first, Duration max) {
    this.firstNanos = first.toNanos();
    this.maxNanos = max.toNanos();
  }

  void hold(TopicPartition partition, long nowNanos) {
    Hold former = holds.get(partition);
    long pauseNanos = former == null ? firstNanos : Math.min(maxNanos, former.pauseNanos * 2);
    holds.put(partition, new Hold(nowNanos + pauseNanos, pauseNanos));
  }

  /** What failed for it does no more. */
  void done(TopicPartition partition) {
    holds.remove(partition);
  }

  /** Whether nothing has failed that did not work since. */
  boolean isEmpty() {
    return holds.isEmpty();
  }

  boolean isHeld(TopicPartition partition, long nowNanos) {
    Hold hold = holds.get(partition);
    return hold != null && hold.untilNanos - nowNanos > 0;
  }

  /** Those that wait now. */
  Set<TopicPartition> held(long nowNanos) {
    Set<TopicPartition> held = new HashSet<>(holds.keySet());
    held.removeIf(partition -> !isHeld(partition, nowNanos));
    return held;
  }
}
