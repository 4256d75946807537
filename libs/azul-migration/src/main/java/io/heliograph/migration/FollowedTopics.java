package io.heliograph.migration;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads topics of the hub's own cluster from their beginning and follows them. */
@FunctionalInterface
public interface FollowedTopics {
  /** One topic that is followed. Thread-safe. */
  interface FollowedTopic {
    /** Starts to read; completes when everything written until then has been read. */
    CompletableFuture<Void> start();

    /** Completes when everything before that position of the first partition has been read. */
    CompletableFuture<Void> reach(long position);

    /** Ends the reading; waits for that. */
    void stop() throws InterruptedException;
  }

  /**
   * Follows a topic once it is started.
   *
   * @param purpose names the thread and the client
   * @param records takes committed records in the order of their partition, on one thread
   */
  FollowedTopic follow(
      String purpose, String topic, Consumer<ConsumerRecord<byte[], byte[]>> records);
}
