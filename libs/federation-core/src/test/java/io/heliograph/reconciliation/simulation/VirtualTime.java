package io.heliograph.reconciliation.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time: what is planned happens in the order of its time, then of its planning. */
final class VirtualTime {
  /** Unix milliseconds at which all runs begin. */
  static final long START = 1_700_000_000_000L;

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::order));
  private long now = START;
  private long order;
  private long steps;

  private record Planned(long at, long order, Runnable action) {}

  long now() {
    return now;
  }

  long steps() {
    return steps;
  }

  void at(long millis, Runnable action) {
    planned.add(new Planned(Math.max(millis, now), order++, action));
  }

  void after(long millis, Runnable action) {
    at(now + millis, action);
  }

  /** Lets the next planned thing happen unless it comes after that time; says whether it did. */
  boolean step(long until) {
    Planned next = planned.peek();
    if (next == null || next.at() > until) {
      now = Math.max(now, until);
      return false;
    }
    planned.remove();
    now = next.at();
    steps++;
    next.action().run();
    return true;
  }
}
