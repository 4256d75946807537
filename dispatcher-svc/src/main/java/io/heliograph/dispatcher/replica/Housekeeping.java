package io.heliograph.dispatcher.replica;

import io.heliograph.dispatcher.store.StateSweep;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Looks now and then for subscriptions that nobody fetches any more (contract dispatcher.md part 1
 * row 4) and for what else is left over. A thread of its own.
 */
final class Housekeeping {
  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final long TIMEOUT_SECONDS = 30;

  private final StateSweep sweep;
  private final GroupOffsets groups;
  private final Duration retention;
  private final LongSupplier wallMillis;
  private final IntConsumer deleted;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("housekeeping").unstarted(task));

  /**
   * @param deleted told how many subscriptions were deleted
   */
  Housekeeping(
      StateSweep sweep,
      GroupOffsets groups,
      Duration retention,
      LongSupplier wallMillis,
      IntConsumer deleted) {
    this.sweep = sweep;
    this.groups = groups;
    this.retention = retention;
    this.wallMillis = wallMillis;
    this.deleted = deleted;
  }

  /**
   * @param everySecond what else is to be done each second
   */
  void start(Duration every, Runnable everySecond) {
    timer.scheduleWithFixedDelay(everySecond, 1, 1, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(
        this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  private void run() {
    try {
      var gone =
          sweep
              .forgetIdle(wallMillis.getAsLong() - retention.toMillis())
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (!gone.isEmpty()) {
        deleted.accept(gone.size());
        groups.delete(gone);
      }
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warnf("housekeeping: %s; again later", failure.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.warn("housekeeping", failure);
    }
  }
}
