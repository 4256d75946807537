package io.heliograph.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buckets are those of the definition, whatever steps are taken together. */
class TlshTest {
  private static final long SEED = 16;
  private static final int[] PEARSON = Pearson.table();

  /** The definition, step by step: the counts of all buckets, then the checksum. */
  private static long[] naive(byte[] bytes) {
    long[] counts = new long[257];
    int checksum = 0;
    for (int at = 4; at < bytes.length; at++) {
      int a = bytes[at] & 0xff;
      int b = bytes[at - 1] & 0xff;
      int c = bytes[at - 2] & 0xff;
      int d = bytes[at - 3] & 0xff;
      int e = bytes[at - 4] & 0xff;
      checksum = hash(1, a, b, checksum);
      for (int[] window :
          new int[][] {
            {49, a, b, c},
            {12, a, b, d},
            {178, a, c, d},
            {166, a, c, e},
            {84, a, b, e},
            {230, a, d, e}
          }) {
        counts[hash(window[0], window[1], window[2], window[3])]++;
      }
    }
    counts[256] = checksum;
    return counts;
  }

  private static int hash(int salt, int first, int second, int third) {
    return PEARSON[PEARSON[PEARSON[salt ^ first] ^ second] ^ third];
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 5, 51, 300, 20_000})
  void shouldCountAsTheDefinitionDoes(int sizeBytes) {
    Random random = new Random(SEED + sizeBytes);
    byte[] bytes = new byte[sizeBytes];
    random.nextBytes(bytes);
    // A few values alone, so that buckets are hit again and again.
    for (int at = 0; at < bytes.length / 2; at++) {
      bytes[at] &= 3;
    }
    Tlsh tlsh = new Tlsh(1_000);
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(1 + random.nextInt(700), bytes.length - at);
      tlsh.update(bytes, at, length);
      at += length;
    }

    assertThat(tlsh.counts()).as("seed %s", SEED).isEqualTo(naive(bytes));
  }

  @Test
  void shouldDigestTheSameWhereverCountsAreMoved() {
    byte[] bytes = new byte[50_000];
    new Random(SEED).nextBytes(bytes);
    Tlsh seldom = new Tlsh(Integer.MAX_VALUE);
    Tlsh often = new Tlsh(10_000);
    seldom.update(bytes, 0, bytes.length);
    for (int at = 0; at < bytes.length; at += 5_000) {
      often.update(bytes, at, 5_000);
    }

    assertThat(often.digest()).isEqualTo(seldom.digest()).hasSize(72);
    assertThat(Arrays.stream(often.counts()).sum()).isGreaterThan(bytes.length);
  }
}
