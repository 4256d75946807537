package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.ingest.SeekQueue.Start;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka where partitions begin, and of which incarnation of its topic each is. */
record Beginnings(Admin admin) {
  /** A partition that has not answered by then has no leader. */
  private static final long ANSWER_MILLIS = 4_000;

  /** Asks all at once; each answer is its own. */
  Map<TopicPartition, CompletableFuture<Start>> ask(Set<TopicPartition> partitions) {
    Map<TopicPartition, CompletableFuture<Start>> answers = new HashMap<>();
    try {
      Map<String, KafkaFuture<TopicDescription>> topics =
          admin
              .describeTopics(
                  partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()))
              .topicNameValues();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      partitions.forEach(partition -> wanted.put(partition, OffsetSpec.earliest()));
      ListOffsetsResult offsets = admin.listOffsets(wanted);
      for (TopicPartition partition : partitions) {
        answers.put(
            partition,
            future(topics.get(partition.topic()))
                .thenCombine(
                    future(offsets.partitionResult(partition)),
                    (topic, offset) -> new Start(topic.topicId().toString(), offset.offset()))
                .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS));
      }
    } catch (KafkaException closed) {
      partitions.forEach(
          partition -> answers.put(partition, CompletableFuture.failedFuture(closed)));
    }
    return answers;
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> asked) {
    return asked.toCompletionStage().toCompletableFuture();
  }
}
