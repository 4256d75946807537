package io.heliograph.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hash in one pass equals the plain one, which reads the content anew for each block size. */
class SsdeepTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int CONTENTS = 40;

  private enum Kind {
    RANDOM,
    WORDS,
    ZEROS_AND_NOISE,
    PERIODIC,
    FEW_BYTES
  }

  @ParameterizedTest
  @EnumSource
  void shouldEqualThePlainHash(Kind kind) {
    for (int seed = 0; seed < CONTENTS; seed++) {
      Random random = new Random(seed);
      byte[] content = content(kind, random, seed);
      Ssdeep hash = new Ssdeep();
      int at = 0;
      while (at < content.length) {
        int next = Math.min(content.length - at, 1 + random.nextInt(20_000));
        hash.update(content, at, next);
        at += next;
      }

      assertThat(hash.digest()).as("%s, seed %d", kind, seed).isEqualTo(plain(content));
    }
  }

  private static byte[] content(Kind kind, Random random, int seed) {
    int length = seed < 10 ? seed * 7 : 1 + random.nextInt(300_000);
    byte[] content = new byte[length];
    switch (kind) {
      case RANDOM -> random.nextBytes(content);
      case WORDS -> {
        byte[] words = "the quick brown fox jumps".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < length; i++) {
          content[i] = words[random.nextInt(words.length)];
        }
      }
      case ZEROS_AND_NOISE -> {
        for (int i = 0; i < length; i++) {
          content[i] = (byte) (random.nextInt(1000) == 0 ? random.nextInt() : 0);
        }
      }
      case PERIODIC -> {
        int period = 1 + random.nextInt(40);
        random.nextBytes(content);
        for (int i = period; i < length; i++) {
          content[i] = content[i - period];
        }
      }
      case FEW_BYTES -> {
        for (int i = 0; i < length; i++) {
          content[i] = (byte) (255 - random.nextInt(2));
        }
      }
    }
    return content;
  }

  /** As libfuzzy defines it. */
  private static String plain(byte[] content) {
    long blockBytes = 3;
    while (blockBytes * 64 < content.length) {
      blockBytes *= 2;
    }
    while (true) {
      // What follows the last end of a piece does not count for the choice, but is shown.
      if (ends(content, blockBytes) >= 32 || blockBytes == 3) {
        return blockBytes
            + ":"
            + pieces(content, blockBytes, 64)
            + ":"
            + pieces(content, blockBytes * 2, 32);
      }
      blockBytes /= 2;
    }
  }

  private static int ends(byte[] content, long blockBytes) {
    Rolling rolling = new Rolling(content);
    int ends = 0;
    for (int at = 0; at < content.length; at++) {
      ends += rolling.next() % blockBytes == blockBytes - 1 ? 1 : 0;
    }
    return ends;
  }

  private static String pieces(byte[] content, long blockBytes, int lengthMax) {
    char[] digest = new char[lengthMax];
    int count = 0;
    int piece = 0x28021967;
    Rolling rolling = new Rolling(content);
    long last = 0;
    for (byte unit : content) {
      piece = (piece * 0x01000193) ^ (unit & 0xff);
      last = rolling.next();
      if (last % blockBytes == blockBytes - 1) {
        digest[count] = ALPHABET.charAt(piece & 63);
        if (count < lengthMax - 1) {
          piece = 0x28021967;
          count++;
        }
      }
    }
    if (last != 0) {
      digest[count] = ALPHABET.charAt(piece & 63);
    }
    int end = digest[count] == 0 ? count : count + 1;
    return new String(Arrays.copyOf(digest, end));
  }

  /** The rolling hash over the last seven bytes. */
  private static final class Rolling {
    private final byte[] content;
    private int at;
    private int sum;
    private int weighted;
    private int shifted;

    Rolling(byte[] content) {
      this.content = content;
    }

    long next() {
      int unit = content[at] & 0xff;
      int oldest = at < 7 ? 0 : content[at - 7] & 0xff;
      weighted = weighted - sum + 7 * unit;
      sum = sum + unit - oldest;
      shifted = (shifted << 5) ^ unit;
      at++;
      return Integer.toUnsignedLong(sum + weighted + shifted);
    }
  }
}
