package io.heliograph.dashboard.ingest;

import java.time.Duration;

/** What the counting thread does now and then. */
final class StatisticsHousekeeping {
  /** How long a look for new records waits. */
  static final Duration POLL = Duration.ofMillis(200);

  private static final long MIRROR_NANOS = Duration.ofSeconds(5).toNanos();

  private final CountedPartitions partitions;
  private final String replayTopic;
  private long mirroredNanos = System.nanoTime();

  StatisticsHousekeeping(CountedPartitions partitions, String replayTopic) {
    this.partitions = partitions;
    this.replayTopic = replayTopic;
  }

  /**
   * Called after each look.
   *
   * @param idle whether it found nothing
   */
  void after(boolean idle) {
    if (System.nanoTime() - mirroredNanos > MIRROR_NANOS) {
      mirroredNanos = System.nanoTime();
      partitions.mirror();
    }
    if (idle) {
      partitions.empty(replayTopic);
    }
  }
}
