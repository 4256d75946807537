package io.heliograph.ipni.dag;

import io.heliograph.ipni.multiformat.Multihash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * A set of byte strings, each held as the first 128 bits of its SHA-256: 32 to 64 bytes an element,
 * however long it is. Open addressing with a step of its own for each element, so that finding
 * elements that collide in both costs more than it can delay us.
 */
public final class Fingerprints {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MessageDigest digest = Multihash.sha256Digest();
  private final byte[] hash = new byte[32];
  private long[] slots = new long[2 * 32];
  private int size;

  /** Whether it was not there yet. */
  public boolean add(byte[] bytes, int from, int count) {
    digest.update(bytes, from, count);
    try {
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    // Zero marks a free slot.
    long first = (long) LONGS.get(hash, 0) | 1;
    long second = (long) LONGS.get(hash, 8);
    if (!insert(first, second)) {
      return false;
    }
    if (++size > slots.length / 4) {
      grow();
    }
    return true;
  }

  private boolean insert(long first, long second) {
    int mask = slots.length / 2 - 1;
    int step = (int) (second >>> 32) | 1;
    int slot = (int) (first >>> 32) & mask;
    while (slots[2 * slot] != 0) {
      if (slots[2 * slot] == first && slots[2 * slot + 1] == second) {
        return false;
      }
      slot = slot + step & mask;
    }
    slots[2 * slot] = first;
    slots[2 * slot + 1] = second;
    return true;
  }

  private void grow() {
    long[] former = slots;
    slots = new long[2 * former.length];
    for (int i = 0; i < former.length; i += 2) {
      if (former[i] != 0) {
        insert(former[i], former[i + 1]);
      }
    }
  }
}
