package io.heliograph.dispatcher.log;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads with a consumer of its own: made anew after a failure, woken at the stop, so
 * that a broker that does not answer keeps nobody waiting.
 */
public final class ReadingThread {
  private static final Logger LOG = Logger.getLogger(ReadingThread.class);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final long PAUSE_MILLIS = 500;

  private final KafkaSettings settings;
  private final String purpose;
  private final Consumer<KafkaConsumer<byte[], byte[]>> reading;
  private final Runnable cut;
  private final Thread thread;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> current;
  private volatile boolean running = true;

  /**
   * @param purpose names the thread and the client
   * @param reading reads with a new consumer while {@link #running}; to return begins anew
   * @param cut called when what was to be read next is not in the log any more, before it begins
   *     anew
   */
  public ReadingThread(
      KafkaSettings settings,
      String purpose,
      Consumer<KafkaConsumer<byte[], byte[]>> reading,
      Runnable cut) {
    this.settings = settings;
    this.purpose = purpose;
    this.reading = reading;
    this.cut = cut;
    this.thread = new Thread(this::run, purpose);
    this.thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Whether it has not been stopped. */
  public boolean running() {
    return running;
  }

  /** Ends the reading; waits for that, at most 5 seconds. */
  public void stop() throws InterruptedException {
    running = false;
    KafkaConsumer<byte[], byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    thread.join(STOP_MILLIS);
  }

  private void run() {
    while (running) {
      try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer(purpose, Map.of())) {
        current = consumer;
        reading.accept(consumer);
      } catch (OffsetOutOfRangeException outOfRange) {
        cut.run();
      } catch (WakeupException stopped) {
        return;
      } catch (KafkaException failure) {
        LOG.warnf("%s: %s; starting again", purpose, failure.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
