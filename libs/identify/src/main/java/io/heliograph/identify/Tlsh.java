package io.heliograph.identify;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The locality sensitive hash TLSH (version T1: 128 buckets, one byte of checksum, window of five
 * bytes), computed while the bytes pass. Memory is constant.
 */
final class Tlsh {
  private static final int WINDOW = 5;
  private static final int BUCKETS = 128;
  private static final int CODE_BYTES = BUCKETS / 4;

  /** The permutation of Pearson's hash. */
  private static final int[] PEARSON = Pearson.table();

  private final long[] counts = new long[256];
  private int checksum;
  private int first;
  private int second;
  private int third;
  private int fourth;
  private long sizeBytes;

  void update(byte[] bytes, int offset, int length) {
    int b = first;
    int c = second;
    int d = third;
    int e = fourth;
    for (int at = offset; at < offset + length; at++) {
      int a = bytes[at] & 0xff;
      if (++sizeBytes >= WINDOW) {
        int[] table = PEARSON;
        checksum = table[table[table[1 ^ a] ^ b] ^ checksum];
        counts[table[table[table[49 ^ a] ^ b] ^ c]]++;
        counts[table[table[table[12 ^ a] ^ b] ^ d]]++;
        counts[table[table[table[178 ^ a] ^ c] ^ d]]++;
        counts[table[table[table[166 ^ a] ^ c] ^ e]]++;
        counts[table[table[table[84 ^ a] ^ b] ^ e]]++;
        counts[table[table[table[230 ^ a] ^ d] ^ e]]++;
      }
      e = d;
      d = c;
      c = b;
      b = a;
    }
    first = b;
    second = c;
    third = d;
    fourth = e;
  }

  /** The digest with its prefix; empty when the bytes vary too little to tell contents apart. */
  String digest() {
    long[] sorted = Arrays.copyOf(counts, BUCKETS);
    Arrays.sort(sorted);
    long lower = sorted[BUCKETS / 4 - 1];
    long median = sorted[BUCKETS / 2 - 1];
    long upper = sorted[BUCKETS * 3 / 4 - 1];
    // Half of the buckets or more are empty exactly when the median is 0.
    if (upper == 0 || median == 0) {
      return "";
    }
    byte[] code = new byte[3 + CODE_BYTES];
    code[0] = swapped(checksum);
    code[1] = swapped(length(sizeBytes));
    code[2] = (byte) ((ratio(lower, upper) << 4) | ratio(median, upper));
    for (int index = 0; index < CODE_BYTES; index++) {
      code[2 + CODE_BYTES - index] = (byte) quarter(4 * index, lower, median, upper);
    }
    return "T1" + HexFormat.of().formatHex(code);
  }

  private int quarter(int bucket, long lower, long median, long upper) {
    int bits = 0;
    for (int place = 0; place < 4; place++) {
      long count = counts[bucket + place];
      int rank = count > upper ? 3 : count > median ? 2 : count > lower ? 1 : 0;
      bits |= rank << (2 * place);
    }
    return bits;
  }

  private static int ratio(long quartile, long upper) {
    return (int) ((float) (quartile * 100) / (float) upper) % 16;
  }

  private static byte swapped(int value) {
    return (byte) (((value & 0x0f) << 4) | ((value & 0xf0) >> 4));
  }

  /** The size on a logarithmic scale whose base shrinks as sizes grow. */
  private static int length(long sizeBytes) {
    double log = Math.log((float) sizeBytes);
    double scaled;
    if (sizeBytes <= 656) {
      scaled = log / 0.4054651;
    } else if (sizeBytes <= 3199) {
      scaled = log / 0.26236426 - 8.72777;
    } else {
      scaled = log / 0.095310180 - 62.5472;
    }
    return (int) Math.floor(scaled) & 0xff;
  }
}
