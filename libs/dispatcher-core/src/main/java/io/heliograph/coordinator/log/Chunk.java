package io.heliograph.coordinator.log;

import java.util.List;

/**
 * Everything that a reader of committed records sees in the offsets from {@code base} to before
 * {@code end}. Offsets without a record (transaction markers, aborted or compacted records) are
 * covered too: {@code end} is the position that the client reported, never the last offset plus
 * one.
 */
public final class Chunk {
  private final long base;
  private final long end;
  private final LogRecord[] records;
  private final long bytes;

  /**
   * @param records ascending by offset, all within {@code [base, end)}
   */
  public Chunk(long base, long end, List<LogRecord> records) {
    if (end < base) {
      throw new IllegalArgumentException("chunk ends at " + end + " before its base " + base);
    }
    this.base = base;
    this.end = end;
    this.records = records.toArray(LogRecord[]::new);
    long sum = 0;
    for (LogRecord record : this.records) {
      sum += record.bytes();
    }
    this.bytes = sum;
  }

  public long base() {
    return base;
  }

  public long end() {
    return end;
  }

  public int size() {
    return records.length;
  }

  public long bytes() {
    return bytes;
  }

  public LogRecord record(int index) {
    return records[index];
  }

  public boolean covers(long offset) {
    return offset >= base && offset < end;
  }

  /** The part of it from that position, which it covers. */
  Chunk from(long position) {
    return new Chunk(position, end, List.of(records).subList(indexFrom(position), records.length));
  }

  /** The index of the first record at or after the offset; {@link #size()} when there is none. */
  public int indexFrom(long offset) {
    int low = 0;
    int high = records.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (records[middle].offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
