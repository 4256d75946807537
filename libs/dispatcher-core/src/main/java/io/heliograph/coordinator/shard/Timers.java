package io.heliograph.coordinator.shard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its time, earliest first: an indexed binary heap. Whatever is over before its time
 * is taken out at once, so nothing that has ended stays referenced from here. Setting and
 * cancelling take O(log n). Not thread-safe.
 *
 * @param <T> what waits; in at most one of these at a time
 */
final class Timers<T extends Timers.Timed> {
  /** Something that waits for its time, at most once. */
  abstract static class Timed {
    private static final int NOWHERE = -1;

    private int index = NOWHERE;
    private long atMillis;
  }

  private final List<T> heap = new ArrayList<>();

  /** How many wait. */
  int size() {
    return heap.size();
  }

  /** Those that wait, in no order; to be read only. */
  List<T> waiting() {
    return heap;
  }

  /** From now it waits until then, whether it waited before or not. */
  void set(T timed, long atMillis) {
    Timed node = timed;
    if (node.index == Timed.NOWHERE) {
      node.index = heap.size();
      node.atMillis = atMillis;
      heap.add(timed);
      up(timed);
    } else if (node.atMillis != atMillis) {
      node.atMillis = atMillis;
      up(timed);
      down(timed);
    }
  }

  /** It no longer waits; nothing happens when it did not. */
  void cancel(T timed) {
    Timed node = timed;
    int index = node.index;
    if (index == Timed.NOWHERE) {
      return;
    }
    node.index = Timed.NOWHERE;
    T last = heap.removeLast();
    if (last != timed) {
      put(index, last);
      up(last);
      down(last);
    }
  }

  /** Takes out the earliest whose time has come by then, or null. */
  @Nullable T nextDue(long nowMillis) {
    if (heap.isEmpty() || atMillis(heap.getFirst()) > nowMillis) {
      return null;
    }
    T first = heap.getFirst();
    cancel(first);
    return first;
  }

  private static long atMillis(Timed node) {
    return node.atMillis;
  }

  private static int index(Timed node) {
    return node.index;
  }

  private void put(int index, T timed) {
    Timed node = timed;
    node.index = index;
    heap.set(index, timed);
  }

  private void up(T timed) {
    int index = index(timed);
    while (index > 0) {
      int parent = (index - 1) / 2;
      T above = heap.get(parent);
      if (atMillis(above) <= atMillis(timed)) {
        break;
      }
      put(index, above);
      index = parent;
    }
    put(index, timed);
  }

  private void down(T timed) {
    int index = index(timed);
    while (2 * index + 1 < heap.size()) {
      int child = 2 * index + 1;
      if (child + 1 < heap.size() && atMillis(heap.get(child + 1)) < atMillis(heap.get(child))) {
        child++;
      }
      T below = heap.get(child);
      if (atMillis(below) >= atMillis(timed)) {
        break;
      }
      put(index, below);
      index = child;
    }
    put(index, timed);
  }
}
