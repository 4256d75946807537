package io.heliograph.identify;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The locality sensitive hash TLSH (version T1: 128 buckets, one byte of checksum, window of five
 * bytes), computed while the bytes pass. Memory is constant.
 *
 * <p>A bucket is Pearson's hash of a salt and three bytes, four steps of one table. The first step
 * of all seven hashes of a byte depends on that byte alone and is one look into {@link #FIRST}; the
 * last step is the same for all of them and moves every bucket to another place, so counts are kept
 * by what it is given and moved at the end. That leaves one step for each hash and byte. Each of
 * the six hashes has buckets of its own: the processor need not wait whether two of them are one.
 */
final class Tlsh {
  private static final int WINDOW = 5;
  private static final int BUCKETS = 128;
  private static final int CODE_BYTES = BUCKETS / 4;
  private static final int VALUES = 256;

  /** The salts: of the checksum, then of the six buckets. */
  private static final int[] SALTS = {1, 49, 12, 178, 166, 84, 230};

  /** The permutation of Pearson's hash. */
  private static final int[] PEARSON = Pearson.table();

  /** By a byte, the first steps of all salts, eight bits each, the first salt lowest. */
  private static final long[] FIRST = firstSteps();

  private final int[] abc = new int[VALUES];
  private final int[] abd = new int[VALUES];
  private final int[] acd = new int[VALUES];
  private final int[] ace = new int[VALUES];
  private final int[] abe = new int[VALUES];
  private final int[] ade = new int[VALUES];

  /** What was counted before, where the counts above were near their end. */
  private final long[] counted = new long[VALUES];

  private int checksum;
  private int first;
  private int second;
  private int third;
  private int fourth;
  private long sizeBytes;
  private int sinceFold;

  /** Of so many bytes what is counted may overflow no int. */
  private final int foldBytes;

  Tlsh() {
    this(Integer.MAX_VALUE);
  }

  /** Moves counts after so many bytes at most, or before the next ones where those are more. */
  Tlsh(int foldBytes) {
    this.foldBytes = foldBytes;
  }

  private static long[] firstSteps() {
    long[] steps = new long[VALUES];
    for (int unit = 0; unit < VALUES; unit++) {
      for (int salt = SALTS.length - 1; salt >= 0; salt--) {
        steps[unit] = steps[unit] << Byte.SIZE | PEARSON[SALTS[salt] ^ unit];
      }
    }
    return steps;
  }

  void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    // The first bytes have no window yet.
    while (at < end && sizeBytes < WINDOW - 1) {
      shift(bytes[at++] & 0xff);
    }
    if (foldBytes - sinceFold < end - at) {
      fold();
    }
    sinceFold += end - at;
    count(bytes, at, end);
  }

  private void shift(int unit) {
    fourth = third;
    third = second;
    second = first;
    first = unit;
    sizeBytes++;
  }

  private void count(byte[] bytes, int start, int end) {
    int[] table = PEARSON;
    int sum = checksum;
    int b = first;
    int c = second;
    int d = third;
    int e = fourth;
    for (int at = start; at < end; at++) {
      int a = bytes[at] & 0xff;
      long steps = FIRST[a];
      sum = table[table[((int) steps & 0xff) ^ b] ^ sum];
      abc[table[((int) (steps >>> 8) & 0xff) ^ b] ^ c]++;
      abd[table[((int) (steps >>> 16) & 0xff) ^ b] ^ d]++;
      acd[table[((int) (steps >>> 24) & 0xff) ^ c] ^ d]++;
      ace[table[((int) (steps >>> 32) & 0xff) ^ c] ^ e]++;
      abe[table[((int) (steps >>> 40) & 0xff) ^ b] ^ e]++;
      ade[table[((int) (steps >>> 48) & 0xff) ^ d] ^ e]++;
      e = d;
      d = c;
      c = b;
      b = a;
    }
    checksum = sum;
    first = b;
    second = c;
    third = d;
    fourth = e;
    sizeBytes += end - start;
  }

  /** The counts of all buckets, and the checksum behind them. */
  long[] counts() {
    fold();
    long[] counts = Arrays.copyOf(counted, VALUES + 1);
    counts[VALUES] = checksum;
    return counts;
  }

  /** Moves what was counted to where it cannot overflow. */
  private void fold() {
    for (int[] counts : new int[][] {abc, abd, acd, ace, abe, ade}) {
      for (int value = 0; value < VALUES; value++) {
        counted[PEARSON[value]] += counts[value];
      }
      Arrays.fill(counts, 0);
    }
    sinceFold = 0;
  }

  /** The digest with its prefix; empty when the bytes vary too little to tell contents apart. */
  String digest() {
    fold();
    long[] sorted = Arrays.copyOf(counted, BUCKETS);
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
      long count = counted[bucket + place];
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
