package io.heliograph.dispatcher.log;

import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A supervised thread that reads with a consumer of its own: made anew after whatever ended the
 * reading, woken at the stop, so that a broker that does not answer keeps nobody waiting.
 */
public final class ReadingThread {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final String purpose;
  private final Reading reading;
  private final Consumer<Set<TopicPartition>> cut;
  private volatile @Nullable SupervisedThread thread;

  /** What is read, and how. */
  @FunctionalInterface
  public interface Reading {
    /** Reads with a new consumer while the turn is running; to return begins anew. */
    void read(KafkaConsumer<byte[], byte[]> consumer, Turn turn) throws Exception;
  }

  /**
   * @param purpose names the thread and the client
   * @param cut called with the partitions in which what was to be read next is not in the log any
   *     more, before it begins anew
   */
  public ReadingThread(
      KafkaSettings settings, String purpose, Reading reading, Consumer<Set<TopicPartition>> cut) {
    this.settings = settings;
    this.purpose = purpose;
    this.reading = reading;
    this.cut = cut;
  }

  public void start() {
    thread = settings.threads().start(purpose, this::session);
  }

  /** Ends the reading; waits for that, at most 5 seconds. */
  public void stop() throws InterruptedException {
    SupervisedThread started = thread;
    if (started != null) {
      boolean unused = started.stop(STOP);
    }
  }

  private void session(Turn turn) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer(purpose, Map.of())) {
      turn.onStop(consumer::wakeup);
      reading.read(consumer, turn);
    } catch (OffsetOutOfRangeException outOfRange) {
      cut.accept(outOfRange.partitions());
      throw outOfRange;
    } catch (WakeupException stopped) {
      if (turn.running()) {
        throw stopped;
      }
    }
  }
}
