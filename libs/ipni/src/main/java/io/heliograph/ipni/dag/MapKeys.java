package io.heliograph.ipni.dag;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The keys of one map as they are read: whether each rises above the last, and is there once. */
final class MapKeys {
  /** Keys that are compared one by one; most maps have fewer. */
  private static final int FEW = 8;

  private final boolean shorterFirst;
  private final int[] ends = new int[FEW + 1];
  private byte[] few = new byte[128];
  private byte[] last = new byte[64];
  private int lastLength;
  private int count;
  private @Nullable Fingerprints many;

  /** With the order of DAG-CBOR (by length, then bytes) or DAG-JSON (by bytes). */
  MapKeys(boolean shorterFirst) {
    this.shorterFirst = shorterFirst;
  }

  void clear() {
    count = 0;
    many = null;
  }

  int count() {
    return count;
  }

  /** Whether the key is higher than the one before; to be asked before it is added. */
  boolean rises(byte[] key, int length) {
    if (count == 0) {
      return true;
    }
    if (shorterFirst && length != lastLength) {
      return length > lastLength;
    }
    return Arrays.compareUnsigned(last, 0, lastLength, key, 0, length) < 0;
  }

  /** Whether the map did not have it yet. */
  boolean add(byte[] key, int length) {
    if (!isNew(key, length)) {
      return false;
    }
    count++;
    if (last.length < length) {
      last = new byte[Math.max(length, 2 * last.length)];
    }
    System.arraycopy(key, 0, last, 0, length);
    lastLength = length;
    return true;
  }

  private boolean isNew(byte[] key, int length) {
    if (many != null) {
      return many.add(key, 0, length);
    }
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(few, ends[i], ends[i + 1], key, 0, length)) {
        return false;
      }
    }
    if (count < FEW) {
      int end = ends[count] + length;
      if (few.length < end) {
        few = Arrays.copyOf(few, Math.max(end, 2 * few.length));
      }
      System.arraycopy(key, 0, few, ends[count], length);
      ends[count + 1] = end;
      return true;
    }
    many = new Fingerprints();
    for (int i = 0; i < count; i++) {
      many.add(few, ends[i], ends[i + 1] - ends[i]);
    }
    return many.add(key, 0, length);
  }
}
