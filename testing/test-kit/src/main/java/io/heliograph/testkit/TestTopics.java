package io.heliograph.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Topics that a test makes itself. */
public final class TestTopics {
  private static final Duration LEADERS = Duration.ofSeconds(30);

  private TestTopics() {}

  /**
   * Creates topics and returns when their leaders answer: before that the order of the first
   * requests to a partition may be lost (KAFKA-15591).
   */
  public static void create(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    admin.createTopics(topics).all().get();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        ends.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    Awaitility.await("the new topics have leaders")
        .atMost(LEADERS)
        .ignoreExceptionsMatching(ExecutionException.class::isInstance)
        .until(() -> admin.listOffsets(ends).all().get().size() == ends.size());
  }
}
