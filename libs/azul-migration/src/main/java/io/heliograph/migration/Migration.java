package io.heliograph.migration;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A migration as the log tells it.
 *
 * @param endedMillis 0 while it has not ended
 * @param progress of partitions that have come further than their begin
 * @param rejects those that are listed
 * @param recordsPerSecond lately
 */
record Migration(
    Definition definition,
    State state,
    long endedMillis,
    Map<TopicPartition, Progress> progress,
    List<Reject> rejects,
    double recordsPerSecond) {
  Migration {
    progress = Map.copyOf(progress);
    rejects = List.copyOf(rejects);
  }

  String id() {
    return definition.id();
  }

  Progress of(Part part) {
    return progress.getOrDefault(part.name(), Progress.at(part.begin()));
  }

  /** Offsets that are still to be read; some may hold no record. */
  long remaining(Part part) {
    return Math.max(0, part.end() - of(part).position());
  }

  long remaining() {
    return definition.parts().stream().mapToLong(this::remaining).sum();
  }

  /** The counts of all partitions; the position means nothing. */
  Progress total() {
    return definition.parts().stream().map(this::of).reduce(Progress.at(0), Progress::plus);
  }
}
