package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.log.HistoryRateLimiter;
import io.heliograph.coordinator.runtime.CoordinatorClock;
import io.heliograph.coordinator.shard.ShardSettings;
import io.heliograph.coordinator.subscription.SubscriptionLimits;
import io.heliograph.kit.limit.HeapShares;
import io.heliograph.kit.thread.Backoff;
import io.heliograph.kit.thread.FatalErrors;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/** What the core is made like, from the operator's settings. */
final class CoordinatorSizes {
  private static final int LOG_SIXTEENTHS = 2;
  private static final int ANSWER_SIXTEENTHS = 2;

  private static final Logger LOG = Logger.getLogger(CoordinatorSizes.class);

  private static final Backoff TAKE_PAUSES =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

  private CoordinatorSizes() {}

  /** How long a partition waits that could not be taken so many times in a row. */
  static IntFunction<Duration> takePauses() {
    SecureRandom random = new SecureRandom();
    return failures -> TAKE_PAUSES.after(failures, random);
  }

  /** What becomes of a message that an event loop could not work off: the loop goes on. */
  static void failed(Throwable failure) {
    FatalErrors.check(failure);
    LOG.error("unexpected error in partition event loop", failure);
  }

  /** Bytes of records that are held, with the heap of this process. */
  static long logBytesMax(DispatcherSettings settings) {
    return HeapShares.of(settings.logBytesMax(), Runtime.getRuntime().maxMemory(), LOG_SIXTEENTHS);
  }

  /** Bytes of answers under way, with the heap of this process. */
  static long answerBytesMax(DispatcherSettings settings) {
    return HeapShares.of(
        settings.answerBytesMax(), Runtime.getRuntime().maxMemory(), ANSWER_SIXTEENTHS);
  }

  static HistoryRateLimiter historyRateLimiter(
      DispatcherSettings settings, CoordinatorClock clock) {
    long bytesPerSecond =
        settings.catchUpBytesPerCore() * Runtime.getRuntime().availableProcessors();
    return new HistoryRateLimiter(bytesPerSecond, clock::monotonicMillis, clock::wallMillis);
  }

  static ShardSettings shardSettings(DispatcherSettings settings) {
    return new ShardSettings(
        settings.lease().toMillis(),
        settings.attemptsMax(),
        settings.openItemsMax(),
        settings.sliceRecords(),
        settings.slice().toMillis(),
        settings.retryDelay().toMillis(),
        settings.dedupeRecords());
  }

  /** How many subscriptions there may be. */
  static SubscriptionLimits subscriptionLimits(SubscriptionSettings settings) {
    return new SubscriptionLimits(
        settings.max(), settings.perNameMax(), settings.giveWayAfter().toMillis());
  }

  static int ownerThreads(DispatcherSettings settings) {
    return settings.ownerThreads() > 0
        ? settings.ownerThreads()
        : Runtime.getRuntime().availableProcessors();
  }
}
