package io.heliograph.coordinator.cluster;

import io.heliograph.coordinator.cursor.Queue;
import io.heliograph.coordinator.view.ReadyQueues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What another replica said last of its queues, and how far that is to be relied on. Thread-safe.
 */
public final class HeardReadiness {
  /**
   * Its proof of ownership is at most 4.5 s old when it says so, and the coordinator gives its
   * partitions away no earlier than 6 s after it.
   */
  private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

  private record Asked(String pluginKey, Queue queue) {}

  private final LongSupplier nanos;
  private final Set<Asked> empty = ConcurrentHashMap.newKeySet();
  private volatile Readiness latest = new Readiness("", false, Map.of());
  private volatile long heardNanos;

  /**
   * Nothing heard yet.
   *
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   */
  public HeardReadiness(LongSupplier nanos) {
    this.nanos = nanos;
    this.heardNanos = nanos.getAsLong() - TRUSTED_NANOS;
  }

  /**
   * The answer to a question of that moment.
   *
   * @return the keys of the subscriptions that may get something there
   */
  public Set<String> heard(Readiness said, long askedNanos) {
    empty.clear();
    latest = said;
    heardNanos = askedNanos;
    Set<String> ready = new HashSet<>();
    said.queues()
        .forEach(
            (key, queues) -> {
              if (!queues.ready().isEmpty()) {
                ready.add(key);
              }
            });
    return ready;
  }

  /** Its process; empty before it has answered. */
  public String process() {
    return latest.process();
  }

  /** Whether partitions of that queue are there, events or not. */
  public boolean hasPartitions(String pluginKey, Queue queue) {
    ReadyQueues queues = latest.queues().get(pluginKey);
    return queues != null && queues.present().contains(queue);
  }

  /** Whether a take may bring something. */
  public boolean mayHave(String pluginKey, Queue queue) {
    ReadyQueues queues = latest.queues().get(pluginKey);
    return queues != null
        && queues.ready().contains(queue)
        && trusted()
        && !empty.contains(new Asked(pluginKey, queue));
  }

  /** A take brought nothing; until it is heard again nothing is there. */
  public void hasNothing(String pluginKey, Queue queue) {
    empty.add(new Asked(pluginKey, queue));
  }

  /** Whether it owned its partitions a moment ago. */
  public boolean trusted() {
    return latest.owner() && nanos.getAsLong() - heardNanos < TRUSTED_NANOS;
  }
}
