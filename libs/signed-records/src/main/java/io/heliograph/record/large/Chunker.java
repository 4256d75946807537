package io.heliograph.record.large;

import io.heliograph.record.Bytes;
import io.heliograph.record.Sha512;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream where its contents say so, so that a change moves the chunks around it and no
 * others. A hash of the last 64 bytes decides: it shifts left by one and adds a number for the
 * byte, modulo 2^64. A chunk ends at the first place, from {@link #MIN} bytes on, where the hash is
 * below {@link #THRESHOLD}; when there is none within {@link #MAX} bytes, at the last place where
 * it is smallest. So contents that repeat themselves are cut at the same place of each repetition.
 */
final class Chunker {
  /** No chunk but the last is shorter. */
  static final int MIN = 64 << 10;

  /** How long chunks of random bytes are on average. */
  static final int AVERAGE = 256 << 10;

  /** No chunk is longer: what encryption adds must fit into an immutable value too. */
  static final int MAX = ImmutableName.VALUE_BYTES_MAX - 16;

  /** Below it a hash ends a chunk, without sign: once in AVERAGE - MIN places. */
  static final long THRESHOLD = Long.divideUnsigned(-1, AVERAGE - MIN);

  private static final int WINDOW = 64;
  private static final long[] NUMBERS = numbers();

  private final InputStream in;
  private final byte[] buffer = new byte[MAX];
  private int held;
  private boolean ended;

  Chunker(InputStream in) {
    this.in = in;
  }

  /**
   * The number of a byte: the first eight bytes, big endian, of SHA-512 of a text and that byte.
   */
  private static long[] numbers() {
    byte[] text = "SAFE-SD-GEAR-V1".getBytes(StandardCharsets.US_ASCII);
    long[] numbers = new long[256];
    for (int i = 0; i < numbers.length; i++) {
      Bytes digest = Sha512.of(text, new byte[] {(byte) i});
      numbers[i] = ByteBuffer.wrap(digest.toArray()).getLong();
    }
    return numbers;
  }

  /** The next chunk; null at the end. */
  byte @Nullable [] next() throws IOException {
    if (!ended) {
      int read = in.readNBytes(buffer, held, MAX - held);
      held += read;
      ended = held < MAX;
    }
    if (held == 0) {
      return null;
    }
    int end = end(buffer, held);
    byte[] chunk = Arrays.copyOf(buffer, end);
    System.arraycopy(buffer, end, buffer, 0, held - end);
    held -= end;
    return chunk;
  }

  private static int end(byte[] bytes, int length) {
    long hash = 0;
    long smallest = -1;
    int end = length;
    for (int i = MIN - WINDOW; i < length; i++) {
      hash = (hash << 1) + NUMBERS[bytes[i] & 0xff];
      if (i + 1 >= MIN) {
        if (Long.compareUnsigned(hash, THRESHOLD) < 0) {
          return i + 1;
        }
        if (Long.compareUnsigned(hash, smallest) <= 0) {
          smallest = hash;
          end = i + 1;
        }
      }
    }
    return length < MAX ? length : end;
  }
}
