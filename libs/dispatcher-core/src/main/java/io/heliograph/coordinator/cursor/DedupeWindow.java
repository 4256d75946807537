package io.heliograph.coordinator.cursor;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which keys passed a subscription's filters within the last records of a partition (contract
 * dispatcher.md part 1 row 24). A record is a duplicate when one of its key that passed lies at
 * most {@code size} offsets before it: that depends on the log alone, so a restart or another owner
 * comes to the same answer, after it has looked at those records again. Holds at most {@code size}
 * keys. Runs on its event loop.
 */
public final class DedupeWindow {
  private final int size;
  private final long floor;
  private final LinkedHashMap<String, Long> lastOffsets = new LinkedHashMap<>();
  private long position;

  /**
   * @param size in offsets
   * @param floor where the subscription begins: earlier copies before it do not count
   */
  public DedupeWindow(int size, long floor) {
    this.size = size;
    this.floor = floor;
    this.position = floor;
  }

  /**
   * Prepares the window for a walk from there on.
   *
   * @return the position up to which the window is filled: what lies between has to be looked at
   */
  public long reach(long start) {
    long needed = Math.max(floor, start - size);
    if (start < position || position < needed) {
      lastOffsets.clear();
      position = needed;
    }
    return position;
  }

  /** Notes a record that passed the filters; tells whether an earlier one of its key did. */
  public boolean passed(String key, long offset) {
    Long last = lastOffsets.remove(key);
    lastOffsets.put(key, offset);
    return last != null && offset - last <= size;
  }

  /** Everything before that position has been looked at. */
  public void advance(long reached) {
    position = Math.max(position, reached);
    Iterator<Map.Entry<String, Long>> eldest = lastOffsets.entrySet().iterator();
    while (eldest.hasNext() && eldest.next().getValue() < position - size) {
      eldest.remove();
    }
  }
}
