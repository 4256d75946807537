package io.heliograph.dispatcher.node;

import io.heliograph.coordinator.shard.CoordinatorRuntime;
import io.heliograph.coordinator.view.PluginKeys;
import io.heliograph.coordinator.view.QueueDepth;
import io.heliograph.coordinator.view.QueueName;
import io.heliograph.kit.thread.SupervisedThread;
import io.heliograph.kit.thread.SupervisedThreads;
import io.heliograph.kit.thread.Turn;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks each second how much is left of every queue. The event loops are asked for a few
 * subscriptions at a time, so that no fetch waits behind all of them, and what becomes of the
 * answers is done on a thread of its own.
 */
final class QueueWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final SupervisedThreads threads;
  private final CoordinatorRuntime coordinator;
  private final Supplier<List<String>> pluginKeys;
  private final CoordinatorMetrics seen;
  private @Nullable SupervisedThread thread;

  /**
   * @param seen told what is left of every queue, on the thread of this watch
   */
  QueueWatch(
      SupervisedThreads threads,
      CoordinatorRuntime coordinator,
      Supplier<List<String>> pluginKeys,
      CoordinatorMetrics seen) {
    this.threads = threads;
    this.coordinator = coordinator;
    this.pluginKeys = pluginKeys;
    this.seen = seen;
  }

  void start() {
    thread = threads.every("queue-watch", INTERVAL, this::look);
  }

  void stop() throws InterruptedException {
    if (thread != null) {
      boolean unused = thread.stop(STOP);
    }
  }

  private void look(Turn turn) throws ExecutionException, InterruptedException, TimeoutException {
    Map<QueueName, QueueDepth> depths = new HashMap<>();
    for (Collection<String> part : PluginKeys.parts(pluginKeys.get())) {
      depths.putAll(turn.await(coordinator.depths(part), TIMEOUT));
    }
    seen.depths(depths);
    seen.cursors(turn.await(coordinator.cursorCount(), TIMEOUT));
  }
}
