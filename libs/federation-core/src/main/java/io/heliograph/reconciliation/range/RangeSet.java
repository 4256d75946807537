package io.heliograph.reconciliation.range;

import io.heliograph.ipni.multiformat.Multihash;
import io.heliograph.ipni.multiformat.PeerId;
import io.heliograph.reconciliation.chain.AdRef;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A provider map in the order of its keys' bytes, with fingerprints of its ranges. A fingerprint is
 * a hash over the hashes of all entries, not a sum of them: nobody can find a set of entries that
 * looks like another one. Immutable; any thread.
 */
public final class RangeSet {
  /** Bytes of a fingerprint. */
  static final int FINGERPRINT_BYTES = 16;

  private final RangeItem[] items;
  private final byte[][] keys;

  private RangeSet(RangeItem[] items) {
    this.items = items;
    keys = new byte[items.length][];
    for (int i = 0; i < items.length; i++) {
      keys[i] = items[i].key().multihash();
    }
  }

  /** Of that map, as it is now. */
  public static RangeSet of(Map<PeerId, AdRef> map) {
    return new RangeSet(
        map.entrySet().stream()
            .map(entry -> RangeItem.of(entry.getKey(), entry.getValue()))
            .sorted((one, other) -> one.key().compareTo(other.key()))
            .toArray(RangeItem[]::new));
  }

  /** Entries in all. */
  public int size() {
    return items.length;
  }

  /** The fingerprint of the whole map: equal maps have equal ones. */
  public byte[] root() {
    return fingerprint(0, items.length);
  }

  /** The first entry whose key is not below a bound; an empty bound is the end of all keys. */
  int indexOf(byte[] bound) {
    if (bound.length == 0) {
      return items.length;
    }
    int low = 0;
    int high = items.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(keys[middle], bound) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  byte[] fingerprint(int from, int to) {
    MessageDigest sha = Multihash.sha256Digest();
    for (int i = from; i < to; i++) {
      sha.update(items[i].digest());
    }
    return Arrays.copyOf(sha.digest(), FINGERPRINT_BYTES);
  }

  RangeItem item(int index) {
    return items[index];
  }

  long[] shortDigests(int from, int to) {
    long[] digests = new long[to - from];
    for (int i = from; i < to; i++) {
      digests[i - from] = items[i].shortDigest();
    }
    return digests;
  }

  /**
   * Fingerprints of equal parts of a range.
   *
   * @param end the upper bound of the range
   * @param parts how many, at most
   */
  List<Range> split(int from, int to, byte[] end, int parts) {
    List<Range> ranges = new ArrayList<>();
    int count = Math.max(1, Math.min(parts, to - from));
    int lower = from;
    for (int part = 1; part <= count; part++) {
      int upper = from + (int) ((long) (to - from) * part / count);
      byte[] bound = part == count ? end : between(upper);
      ranges.add(new Range(bound, new Range.Fingerprint(fingerprint(lower, upper))));
      lower = upper;
    }
    return ranges;
  }

  /** The shortest bound that separates an entry from the one before it. */
  private byte[] between(int upper) {
    byte[] key = keys[upper];
    int common = Arrays.mismatch(keys[upper - 1], key);
    return Arrays.copyOf(key, common + 1);
  }
}
