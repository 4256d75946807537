package io.heliograph.kit.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Lets one of a kind through in each minute, and counts what it leaves out. Bounded: beyond so many
 * keys all others are one. Thread-safe.
 *
 * @param <K> tells kinds apart
 */
final class LogWindows<K> {
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final int keysMax;
  private final UnaryOperator<K> common;
  private final Map<K, Window> windows = new LinkedHashMap<>();

  private static final class Window {
    private final long begunNanos;
    private long leftOut;

    Window(long begunNanos) {
      this.begunNanos = begunNanos;
    }
  }

  /** How many of a kind were left out. */
  record LeftOut<K>(K key, long count) {}

  /**
   * What became of one of a kind.
   *
   * @param through whether it is to be logged
   * @param key under which it counts
   * @param over what was left out in windows that have ended
   */
  record Admission<K>(boolean through, K key, List<LeftOut<K>> over) {}

  /**
   * Knows no kind yet.
   *
   * @param common the key of all that share one once there are {@code keysMax}
   */
  LogWindows(LongSupplier nanoTime, int keysMax, UnaryOperator<K> common) {
    this.nanoTime = nanoTime;
    this.keysMax = keysMax;
    this.common = common;
  }

  synchronized Admission<K> admit(K own) {
    long now = nanoTime.getAsLong();
    List<LeftOut<K>> over = forgetOld(now);
    K key = windows.containsKey(own) || windows.size() < keysMax ? own : common.apply(own);
    Window window = windows.get(key);
    if (window != null) {
      window.leftOut++;
      return new Admission<>(false, key, over);
    }
    windows.put(key, new Window(now));
    return new Admission<>(true, key, over);
  }

  /** How many kinds are remembered. */
  synchronized int remembered() {
    return windows.size();
  }

  /** Windows begin in the order of the map: the old ones are in front. */
  private List<LeftOut<K>> forgetOld(long now) {
    List<LeftOut<K>> over = new ArrayList<>();
    Iterator<Map.Entry<K, Window>> oldest = windows.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<K, Window> entry = oldest.next();
      Window window = entry.getValue();
      if (now - window.begunNanos < WINDOW_NANOS) {
        break;
      }
      oldest.remove();
      if (window.leftOut > 0) {
        over.add(new LeftOut<>(entry.getKey(), window.leftOut));
      }
    }
    return over;
  }
}
