package io.heliograph.coordinator.shard;

import io.heliograph.coordinator.cursor.Queue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The takes that wait for one event loop, and whose turn it is (contract dispatcher.md part 1 row
 * 34): four parts of the time for what is new, one for history while both are asked for; in each,
 * the same for every plugin name, and within a name for every subscription, whatever their filters
 * cost. A take runs for one {@link Slice}, then it waits again. Lives on that thread.
 */
final class TakeTurns {
  private static final String NEW = "new";
  private static final String HISTORY = "history";
  private static final int NEW_PARTS = 4;

  /** What a plugin may cost before it is like those that always have something to look at. */
  private static final double HEAD_START_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final LongSupplier nanos;

  private final FairTurns<Waiting> turns =
      new FairTurns<>(Map.of(NEW, NEW_PARTS), HEAD_START_NANOS);

  private record Waiting(List<String> path, Runnable take, LongConsumer cost) {}

  /**
   * Turns that are measured.
   *
   * @param nanos a clock that never goes back
   */
  TakeTurns(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Lets a take wait.
   *
   * @param run must not throw
   * @param cost is told the nanoseconds that it took
   */
  void add(Take take, Runnable run, LongConsumer cost) {
    List<String> path =
        List.of(
            take.queue() == Queue.HISTORIC ? HISTORY : NEW,
            take.subscription().spec().name(),
            take.subscription().pluginKey());
    turns.add(path, new Waiting(path, run, cost));
  }

  boolean isEmpty() {
    return turns.size() == 0;
  }

  int size() {
    return turns.size();
  }

  /** Runs takes until they have taken so long or none is left; at least one. */
  void run(long nanosMax) {
    long start = nanos.getAsLong();
    long now = start;
    @Nullable Waiting next = turns.next();
    while (next != null) {
      long before = now;
      next.take.run();
      now = nanos.getAsLong();
      turns.charge(next.path, (double) Math.max(1, now - before));
      next.cost.accept(now - before);
      next = now - start < nanosMax ? turns.next() : null;
    }
  }
}
