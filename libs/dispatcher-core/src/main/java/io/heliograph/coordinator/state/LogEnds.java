package io.heliograph.coordinator.state;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.log.TopicView;
import io.heliograph.coordinator.runtime.BusyException;
import io.heliograph.coordinator.runtime.BusyException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where partitions begin and end, each answered for itself: one without a leader does not answer,
 * the others do. Remembers the last answers. Thread-safe; does not block.
 */
public final class LogEnds {
  private final OffsetSource source;

  /** By partition, the newest committed end that was heard. */
  private final Map<PartitionId, Long> heard = new ConcurrentHashMap<>();

  public LogEnds(OffsetSource source) {
    this.source = source;
  }

  /**
   * The committed ends.
   *
   * @param waitMillis after which those are completed exceptionally that have not answered
   */
  Map<PartitionId, CompletableFuture<Long>> ends(
      Collection<PartitionId> partitions, long waitMillis) {
    Map<PartitionId, CompletableFuture<Long>> ends = source.ends(partitions, waitMillis);
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

  /**
   * The committed ends of all partitions of topics, by topic id. One that does not answer, since it
   * has no leader, is not waited for: nothing is written to it meanwhile, so what was last heard of
   * it counts; where nothing was, 0, so that nothing is missed. Fails when none answers.
   */
  public CompletableFuture<Map<UUID, long[]>> ofTopics(
      Collection<TopicView.Topic> topics, long waitMillis) {
    return ofTopics(topics, ends(partitions(topics), waitMillis));
  }

  /** The partitions of those topics. */
  static List<PartitionId> partitions(Collection<TopicView.Topic> topics) {
    List<PartitionId> all = new ArrayList<>();
    for (TopicView.Topic topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        all.add(new PartitionId(topic.name(), topic.id(), partition));
      }
    }
    return all;
  }

  /**
   * The same from an answer that was asked for more topics than these.
   *
   * @param listing of {@link #ends}
   */
  CompletableFuture<Map<UUID, long[]>> ofTopics(
      Collection<TopicView.Topic> topics, Map<PartitionId, CompletableFuture<Long>> listing) {
    Map<UUID, long[]> found = new HashMap<>();
    topics.forEach(topic -> found.put(topic.id(), new long[topic.partitions()]));
    Map<PartitionId, CompletableFuture<Long>> asked = new HashMap<>();
    for (PartitionId id : partitions(topics)) {
      asked.put(id, listing.getOrDefault(id, CompletableFuture.completedFuture(lastEnd(id))));
    }
    List<CompletableFuture<Long>> known = new ArrayList<>();
    asked.forEach((id, end) -> known.add(end.exceptionally(away -> lastEnd(id))));
    return CompletableFuture.allOf(known.toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              if (!asked.isEmpty()
                  && asked.values().stream()
                      .allMatch(CompletableFuture::isCompletedExceptionally)) {
                throw new BusyException(Reason.UNAVAILABLE, "Kafka does not answer");
              }
              asked.forEach(
                  (id, end) ->
                      found.get(id.topicId())[id.partition()] =
                          end.isCompletedExceptionally() ? lastEnd(id) : end.join());
              return found;
            });
  }

  /** Where partitions begin. */
  public Map<PartitionId, CompletableFuture<Long>> beginnings(
      Collection<PartitionId> partitions, long waitMillis) {
    return source.beginnings(partitions, waitMillis);
  }

  /** The partition was read up to there. */
  public void heard(PartitionId id, long end) {
    heard.put(id, end);
  }

  /** The last end that was heard of a partition; 0 when none was. */
  long lastEnd(PartitionId id) {
    return heard.getOrDefault(id, 0L);
  }
}
