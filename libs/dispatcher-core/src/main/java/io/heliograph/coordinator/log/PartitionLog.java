package io.heliograph.coordinator.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop holds of a partition in memory: the tail, a contiguous run of chunks up to
 * the end of the log, and a few chunks loaded for cursors that are behind it. Runs on its event
 * loop.
 */
public final class PartitionLog {
  private static final int HISTORY_CHUNKS_MAX = 3;

  private final List<Chunk> tail = new ArrayList<>();
  private int head;
  private long base;
  private long end;
  private long bytes;
  private final ArrayDeque<Chunk> history = new ArrayDeque<>();

  public PartitionLog(long start) {
    this.base = start;
    this.end = start;
  }

  /** The first offset that the tail covers. */
  public long base() {
    return base;
  }

  /** The position up to which the log is known. */
  public long end() {
    return end;
  }

  /** Bytes held by the tail and the chunks of history. */
  public long bytes() {
    long sum = bytes;
    for (Chunk chunk : history) {
      sum += chunk.bytes();
    }
    return sum;
  }

  /** Whether the tail holds a later record of the same key. */
  public boolean hasNewer(LogRecord record) {
    for (Chunk chunk : tail) {
      for (int i = chunk.indexFrom(record.offset() + 1); i < chunk.size(); i++) {
        if (chunk.record(i).key().equals(record.key())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Adds what the group's reader read.
   *
   * @throws IllegalArgumentException when the chunk does not begin where the tail ends
   */
  public void append(Chunk chunk) {
    if (chunk.base() != end) {
      throw new IllegalArgumentException(
          "chunk begins at " + chunk.base() + ", tail ends at " + end);
    }
    if (chunk.end() > end) {
      tail.add(chunk);
      end = chunk.end();
      bytes += chunk.bytes();
    }
  }

  /**
   * Takes what the reader read also when it does not begin where the tail ends: what is known is
   * left out; behind a gap the tail restarts, and what lies before has to be loaded.
   *
   * @return whether it began where the tail ended
   */
  public boolean join(Chunk chunk) {
    if (chunk.base() == end) {
      append(chunk);
      return true;
    }
    if (chunk.base() < end) {
      if (chunk.end() > end) {
        append(chunk.from(end));
      }
      return false;
    }
    tail.clear();
    head = 0;
    bytes = 0;
    base = chunk.base();
    end = chunk.base();
    append(chunk);
    return false;
  }

  /** Keeps a chunk for cursors behind the tail; the one least lately loaded gives way. */
  public void keep(Chunk chunk) {
    if (chunk.end() <= chunk.base()) {
      return;
    }
    for (Iterator<Chunk> held = history.iterator(); held.hasNext(); ) {
      if (held.next().base() == chunk.base()) {
        held.remove();
      }
    }
    history.addLast(chunk);
    if (history.size() > HISTORY_CHUNKS_MAX) {
      history.removeFirst();
    }
  }

  /**
   * Drops one chunk: the oldest of the tail while it has several, then those loaded before the last
   * one, then the tail. What was loaded last stays: otherwise readers behind the tail would make no
   * progress.
   *
   * @return whether there was something to drop
   */
  public boolean evictOldest() {
    int tailChunks = tail.size() - head;
    if (tailChunks <= 1 && history.size() > 1) {
      history.removeFirst();
      return true;
    }
    if (tailChunks == 0 || (tailChunks == 1 && history.isEmpty())) {
      return false;
    }
    Chunk oldest = tail.get(head);
    head++;
    base = oldest.end();
    bytes -= oldest.bytes();
    if (head > 64 && head * 2 > tail.size()) {
      tail.subList(0, head).clear();
      head = 0;
    } else {
      tail.set(head - 1, EMPTY);
    }
    return true;
  }

  private static final Chunk EMPTY = new Chunk(0, 0, List.of());

  /** The chunk that covers the offset, or null when it has to be loaded or is not written yet. */
  public @Nullable Chunk chunkAt(long offset) {
    if (offset >= base && offset < end) {
      return inTail(offset);
    }
    for (Chunk chunk : history) {
      if (chunk.covers(offset)) {
        return chunk;
      }
    }
    return null;
  }

  private Chunk inTail(long offset) {
    int low = head;
    int high = tail.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tail.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return tail.get(low);
  }
}
