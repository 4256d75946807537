package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.state.StateCleaner;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Looks now and then for subscriptions that are not fetched any more (contract dispatcher.md part 1
 * row 4) and for what else is left over. Supervised threads of its own: a task that fails is
 * repeated.
 */
final class IdleSubscriptionReaper {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final SupervisedThreads threads;
  private final StateCleaner cleaner;
  private final GroupOffsets groups;
  private final Duration retention;
  private final LongSupplier wallMillis;
  private final IntConsumer deleted;
  private final List<SupervisedThread> started = new ArrayList<>();

  /**
   * @param deleted told how many subscriptions were deleted
   */
  IdleSubscriptionReaper(
      SupervisedThreads threads,
      StateCleaner cleaner,
      GroupOffsets groups,
      Duration retention,
      LongSupplier wallMillis,
      IntConsumer deleted) {
    this.threads = threads;
    this.cleaner = cleaner;
    this.groups = groups;
    this.retention = retention;
    this.wallMillis = wallMillis;
    this.deleted = deleted;
  }

  /**
   * @param everySecond what else is to be done each second
   */
  void start(Duration every, Runnable everySecond) {
    started.add(threads.every("every-second", Duration.ofSeconds(1), turn -> everySecond.run()));
    started.add(threads.every("housekeeping", every, this::run));
  }

  void stop() throws InterruptedException {
    started.forEach(SupervisedThread::requestStop);
    for (SupervisedThread thread : started) {
      boolean unused = thread.stop(STOP);
    }
  }

  private void run(Turn turn) throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> gone =
        turn.await(cleaner.forgetIdle(wallMillis.getAsLong() - retention.toMillis()), TIMEOUT);
    if (!gone.isEmpty()) {
      deleted.accept(gone.size());
      groups.delete(gone);
    }
  }
}
