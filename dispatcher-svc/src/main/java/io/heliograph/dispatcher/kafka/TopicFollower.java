package io.heliograph.dispatcher.kafka;

import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.kafka.GuardedPoll;
import io.heliograph.kit.kafka.TopicFollower.Reader;
import io.heliograph.kit.kafka.TopicFollower.Topic;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThreads;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A follower with this replica's consumers, to which a partition with a corrupt batch is its own
 * case ({@link CorruptBatches}).
 */
public final class TopicFollower {
  private final SupervisedThreads threads;
  private final io.heliograph.kit.kafka.TopicFollower follower;

  /**
   * @param purpose names the thread and the client
   * @param records takes every record that has a key, in the order of its partition, on the thread
   */
  public TopicFollower(
      KafkaSettings settings,
      String purpose,
      String topic,
      Consumer<ConsumerRecord<byte[], byte[]>> records) {
    this.threads = settings.threads();
    this.follower =
        new io.heliograph.kit.kafka.TopicFollower(
            purpose,
            () -> settings.consumer(purpose, Map.of()),
            Topic.named(topic),
            (consumer, turn) -> new GuardedPoll(consumer, settings.corrupt(), turn)::poll,
            Reader.ofEach(records));
  }

  /** Starts to read; completes when everything written until then has been read. */
  public CompletableFuture<Void> start() {
    return follower.start(threads, Backoff.DEFAULT);
  }

  public void stop() throws InterruptedException {
    follower.stop();
  }

  /** Completes when everything before that position of the first partition has been read. */
  public CompletableFuture<Void> reach(long position) {
    return follower.reach(position);
  }
}
