package io.heliograph.dispatcher.content;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/** Content of any size that costs no memory: a random block, each time with another number. */
final class EndlessContent extends InputStream {
  private static final int BLOCK_BYTES = 1 << 16;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
  private long left;
  private int at = BLOCK_BYTES;
  private long number;

  EndlessContent(long bytes, long seed) {
    left = bytes;
    new Random(seed).nextBytes(block.array());
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    if (at == BLOCK_BYTES) {
      block.putLong(0, number++);
      at = 0;
    }
    int count = (int) Math.min(left, Math.min(length, BLOCK_BYTES - at));
    System.arraycopy(block.array(), at, target, offset, count);
    at += count;
    left -= count;
    return count;
  }
}
