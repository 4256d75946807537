package io.heliograph.dispatcher.store;

import io.heliograph.dispatcher.log.PartitionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin and end, each answered for itself: one without a leader does not answer,
 * the others do. Remembers the last answers. Thread-safe; blocks nobody.
 */
public final class LogEnds {
  private final Admin admin;

  /** By partition, the newest committed end that was heard. */
  private final Map<PartitionId, Long> heard = new ConcurrentHashMap<>();

  public LogEnds(Admin admin) {
    this.admin = admin;
  }

  /**
   * The committed ends.
   *
   * @param waitMillis after which those are completed exceptionally that have not answered
   */
  Map<PartitionId, CompletableFuture<Long>> ends(
      Collection<PartitionId> partitions, long waitMillis) {
    Map<PartitionId, CompletableFuture<Long>> ends =
        ask(
            partitions,
            OffsetSpec.latest(),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED),
            waitMillis);
    Map<PartitionId, CompletableFuture<Long>> noted = new HashMap<>();
    ends.forEach(
        (id, end) ->
            noted.put(
                id,
                end.thenApply(
                    offset -> {
                      heard.put(id, offset);
                      return offset;
                    })));
    return noted;
  }

  /** Where partitions begin. */
  Map<PartitionId, CompletableFuture<Long>> beginnings(
      Collection<PartitionId> partitions, long waitMillis) {
    return ask(partitions, OffsetSpec.earliest(), new ListOffsetsOptions(), waitMillis);
  }

  /** The partition was read up to there. */
  void heard(PartitionId id, long end) {
    heard.put(id, end);
  }

  /** The last end that was heard of a partition; 0 when none was. */
  long lastEnd(PartitionId id) {
    return heard.getOrDefault(id, 0L);
  }

  private Map<PartitionId, CompletableFuture<Long>> ask(
      Collection<PartitionId> partitions,
      OffsetSpec which,
      ListOffsetsOptions options,
      long waitMillis) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(id -> asked.put(nameOf(id), which));
    Map<PartitionId, CompletableFuture<Long>> answers = new HashMap<>();
    try {
      ListOffsetsResult found = admin.listOffsets(asked, options);
      for (PartitionId id : partitions) {
        answers.put(
            id,
            found
                .partitionResult(nameOf(id))
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .orTimeout(waitMillis, TimeUnit.MILLISECONDS));
      }
    } catch (KafkaException closed) {
      partitions.forEach(id -> answers.put(id, CompletableFuture.failedFuture(closed)));
    }
    return answers;
  }

  private static TopicPartition nameOf(PartitionId id) {
    return new TopicPartition(id.topic(), id.partition());
  }
}
