package io.heliograph.dispatcher.kafka;

import io.heliograph.kit.kafka.ConsumerThread;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A {@link ConsumerThread} with this replica's consumers. */
public final class ReadingThread {
  private final SupervisedThreads threads;
  private final ConsumerThread<KafkaConsumer<byte[], byte[]>> thread;

  /** What is read, and how. */
  @FunctionalInterface
  public interface Reading {
    /** Reads with a new consumer while the turn is running; to return begins again. */
    void read(KafkaConsumer<byte[], byte[]> consumer, Turn turn) throws Exception;
  }

  /**
   * @param purpose names the thread and the client
   * @param cut called with the partitions in which what was to be read next is not in the log any
   *     more, before the reading begins again
   */
  public ReadingThread(
      KafkaSettings settings, String purpose, Reading reading, Consumer<Set<TopicPartition>> cut) {
    this.threads = settings.threads();
    this.thread =
        new ConsumerThread<>(
            purpose, () -> settings.consumer(purpose, Map.of()), reading::read, cut);
  }

  public void start() {
    thread.start(threads, Backoff.DEFAULT);
  }

  /** Ends the reading; waits for that, at most 5 seconds. */
  public void stop() throws InterruptedException {
    thread.stop();
  }
}
