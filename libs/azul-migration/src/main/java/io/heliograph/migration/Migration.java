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
public record Migration(
    Definition definition,
    State state,
    long endedMillis,
    Map<TopicPartition, Progress> progress,
    List<RejectedRecord> rejects,
    double recordsPerSecond) {
  /** Copies what it is given. */
  public Migration {
    progress = Map.copyOf(progress);
    rejects = List.copyOf(rejects);
  }

  /** Names it. */
  public String id() {
    return definition.id();
  }

  /** How far that partition has come. */
  public Progress of(CopyTask task) {
    return progress.getOrDefault(task.name(), Progress.at(task.begin()));
  }

  /** Offsets that are still to be read; some may hold no record. */
  public long remaining(CopyTask task) {
    return Math.max(0, task.end() - of(task).position());
  }

  /** The same of all partitions. */
  public long remaining() {
    return definition.tasks().stream().mapToLong(this::remaining).sum();
  }

  /** The counts of all partitions; the position means nothing. */
  public Progress total() {
    return definition.tasks().stream().map(this::of).reduce(Progress.at(0), Progress::plus);
  }
}
