package io.heliograph.kit.kafka;

import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A supervised thread that reads with a consumer of its own: a new one after whatever ended the
 * reading, woken at the stop, so that a broker that does not answer does not delay it.
 *
 * @param <C> the type of the consumer
 */
public final class ConsumerThread<C extends Consumer<byte[], byte[]>> {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<C> consumers;
  private final Reading<C> reading;
  private final java.util.function.Consumer<Set<TopicPartition>> cut;
  private volatile @Nullable SupervisedThread thread;

  /**
   * What is read, and how.
   *
   * @param <C> the type of the consumer
   */
  @FunctionalInterface
  public interface Reading<C> {
    /** Reads with a new consumer while the turn is running; to return begins again. */
    void read(C consumer, Turn turn) throws Exception;
  }

  /**
   * A thread that has not begun.
   *
   * @param name of the thread
   * @param consumers makes a consumer; the thread closes it
   * @param cut called with the partitions in which what was to be read next is not in the log any
   *     more, before the reading begins again
   */
  public ConsumerThread(
      String name,
      Supplier<C> consumers,
      Reading<C> reading,
      java.util.function.Consumer<Set<TopicPartition>> cut) {
    this.name = name;
    this.consumers = consumers;
    this.reading = reading;
    this.cut = cut;
  }

  /** Begins to read. */
  public void start(SupervisedThreads threads, Backoff backoff) {
    thread = threads.start(name, backoff, this::session);
  }

  /** Ends the reading; waits for that, at most 5 seconds. */
  public void stop() throws InterruptedException {
    SupervisedThread started = thread;
    if (started != null) {
      boolean unused = started.stop(STOP);
    }
  }

  private void session(Turn turn) throws Exception {
    try (C consumer = consumers.get()) {
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
