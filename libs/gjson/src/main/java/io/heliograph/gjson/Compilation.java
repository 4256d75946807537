package io.heliograph.gjson;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of one path and what has been read of it so far. A part is read when an evaluation first
 * meets it, because the value at hand decides how (contract 2.1); what was read is immutable, and
 * reading it twice in two threads gives the same.
 */
final class Compilation {
  final byte[] text;
  private final ConcurrentMap<Long, Lookup> lookups = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, Segment> segments = new ConcurrentHashMap<>();

  Compilation(byte[] text) {
    this.text = text;
  }

  /** The part from {@code start} to {@code end} as a path of its own. */
  Lookup lookup(int start, int end) {
    return lookups.computeIfAbsent(key(start, end), key -> new Lookup(this, start, end));
  }

  /** The part from {@code start} to {@code end} as one step and the steps after it. */
  Segment segment(int start, int end) {
    return segments.computeIfAbsent(key(start, end), key -> new Segment(this, start, end));
  }

  @Nullable Segment segmentOrNull(int start, int end) {
    return start < 0 ? null : segment(start, end);
  }

  @Nullable Lookup lookupOrNull(int start, int end) {
    return start < 0 ? null : lookup(start, end);
  }

  private static long key(int start, int end) {
    return ((long) start << 32) | end;
  }
}
