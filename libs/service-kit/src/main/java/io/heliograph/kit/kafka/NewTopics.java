package io.heliograph.kit.kafka;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics. */
public final class NewTopics {
  private NewTopics() {}

  /**
   * Makes topics and waits for it; one that exists by now is fine: replicas look at the same time.
   *
   * @throws ExecutionException with Kafka's reason when one cannot be made
   */
  public static void create(Admin admin, Collection<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
      try {
        made.get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }
}
