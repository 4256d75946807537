package io.heliograph.dispatcher.kafka;

import io.heliograph.coordinator.log.PartitionId;
import io.heliograph.coordinator.state.OffsetSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka where partitions begin and end: one without a leader does not answer. Thread-safe. */
public final class KafkaOffsets implements OffsetSource {
  private final Admin admin;

  public KafkaOffsets(Admin admin) {
    this.admin = admin;
  }

  @Override
  public Map<PartitionId, CompletableFuture<Long>> ends(
      Collection<PartitionId> partitions, long waitMillis) {
    return ask(
        partitions,
        OffsetSpec.latest(),
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED),
        waitMillis);
  }

  @Override
  public Map<PartitionId, CompletableFuture<Long>> beginnings(
      Collection<PartitionId> partitions, long waitMillis) {
    return ask(partitions, OffsetSpec.earliest(), new ListOffsetsOptions(), waitMillis);
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
            offset(found.partitionResult(nameOf(id))).orTimeout(waitMillis, TimeUnit.MILLISECONDS));
      }
    } catch (KafkaException closed) {
      partitions.forEach(id -> answers.put(id, CompletableFuture.failedFuture(closed)));
    }
    return answers;
  }

  /** A future of our own: one of Kafka's, and each made of it, refuses to be ended by a timeout. */
  private static CompletableFuture<Long> offset(KafkaFuture<ListOffsetsResultInfo> answer) {
    CompletableFuture<Long> offset = new CompletableFuture<>();
    var unused =
        answer.whenComplete(
            (info, failure) -> {
              if (failure == null) {
                offset.complete(info.offset());
              } else {
                offset.completeExceptionally(failure);
              }
            });
    return offset;
  }

  private static TopicPartition nameOf(PartitionId id) {
    return new TopicPartition(id.topic(), id.partition());
  }
}
