package io.heliograph.event.avro;

import java.util.Arrays;

/**
 * Reads an Avro map of strings as a JSON object, its keys in byte order as Go writes them, the last
 * of equal keys winning. Remembers four bytes an entry, so that a hostile map stays cheap.
 */
final class TextMapReader {
  private final AvroCursor in;
  private final Sink out;
  private int[] entries = new int[8];
  private int count;

  TextMapReader(AvroCursor in, Sink out) {
    this.in = in;
    this.out = out;
  }

  /** Reads the map, writes the object, and says whether it was empty. */
  boolean read() throws MalformedAvroException {
    collect();
    int end = in.position();
    sort();
    out.put('{');
    for (int i = 0; i < count; i++) {
      if (i + 1 == count || compare(entries[i], entries[i + 1]) != 0) {
        put(entries[i]);
      }
    }
    if (count > 0) {
      out.truncate(out.size() - 1);
    }
    out.put('}');
    in.moveTo(end);
    return count == 0;
  }

  private void collect() throws MalformedAvroException {
    for (int left = in.blockCount(); left != 0; left = in.blockCount()) {
      for (; left > 0; left--) {
        if (count == entries.length) {
          entries = Arrays.copyOf(entries, 2 * count);
        }
        entries[count++] = in.position();
        skipText();
        skipText();
      }
    }
  }

  private void skipText() throws MalformedAvroException {
    int length = in.length();
    in.moveTo(in.position() + length);
  }

  private void put(int entry) throws MalformedAvroException {
    in.moveTo(entry);
    putText();
    out.put(':');
    putText();
    out.put(',');
  }

  private void putText() throws MalformedAvroException {
    int length = in.length();
    int from = in.position();
    if (!JsonBytes.putString(in.bytes(), from, from + length, out)) {
      throw in.malformed("string of invalid UTF-8");
    }
    in.moveTo(from + length);
  }

  /** A stable merge sort, bottom up: an array of primitives has none in the library. */
  private void sort() throws MalformedAvroException {
    int[] from = entries;
    int[] to = new int[count];
    for (int width = 1; width < count && width > 0; width *= 2) {
      for (int start = 0; start < count; start += 2 * width) {
        merge(from, to, start, width);
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    entries = from;
  }

  private void merge(int[] from, int[] to, int start, int width) throws MalformedAvroException {
    int middle = Math.min(start + width, count);
    int end = Math.min(start + 2 * width, count);
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft = left < middle && (right == end || compare(from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int one, int other) throws MalformedAvroException {
    in.moveTo(one);
    int oneLength = in.length();
    int oneFrom = in.position();
    in.moveTo(other);
    int otherLength = in.length();
    int otherFrom = in.position();
    return Arrays.compareUnsigned(
        in.bytes(), oneFrom, oneFrom + oneLength, in.bytes(), otherFrom, otherFrom + otherLength);
  }
}
