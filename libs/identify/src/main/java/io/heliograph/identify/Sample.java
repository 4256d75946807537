package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * A content as identifiers look at it: its first bytes at hand, the rest read where it is asked
 * for. Numbers beyond the end read as 0. One thread at a time.
 */
final class Sample {
  /** How much is at hand; enough for the descriptor of an ISO image. */
  static final int HEAD_BYTES = 64 * 1024;

  /** What is read at once where single numbers are asked for. */
  private static final int PAGE_BYTES = 512;

  private final SeekableByteChannel content;
  private final byte[] head;
  private final long sizeBytes;
  private byte[] page = new byte[0];
  private long pageAt;

  Sample(SeekableByteChannel content) throws IOException {
    this.content = content;
    this.sizeBytes = content.size();
    this.head = read(0, HEAD_BYTES);
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** The first bytes; not to be changed. */
  byte[] head() {
    return head;
  }

  /** The last bytes, at most so many. */
  byte[] tail(int length) throws IOException {
    if (sizeBytes <= head.length) {
      return Arrays.copyOfRange(head, Math.max(0, head.length - length), head.length);
    }
    int available = (int) Math.min(sizeBytes, length);
    return read(sizeBytes - available, available);
  }

  /** At most {@code length} bytes from there; fewer at the end. */
  byte[] read(long offset, int length) throws IOException {
    IdentificationInterruptedException.check();
    int available = Math.clamp(sizeBytes - offset, 0, length);
    if (offset < 0 || available == 0) {
      return new byte[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate(available);
    content.position(offset);
    while (bytes.hasRemaining()) {
      if (content.read(bytes) < 0) {
        throw new IOException("the content is shorter than it was");
      }
    }
    return bytes.array();
  }

  boolean has(long offset, byte[] expected) {
    if (offset + expected.length > head.length) {
      return false;
    }
    for (int at = 0; at < expected.length; at++) {
      if (head[(int) offset + at] != expected[at]) {
        return false;
      }
    }
    return true;
  }

  boolean has(long offset, String expected) {
    return has(offset, expected.getBytes(ISO_8859_1));
  }

  int u8(long offset) throws IOException {
    if (offset >= 0 && offset < head.length) {
      return head[(int) offset] & 0xff;
    }
    if (offset < pageAt || offset >= pageAt + page.length) {
      page = read(offset, PAGE_BYTES);
      pageAt = offset;
    }
    return page.length == 0 ? 0 : page[(int) (offset - pageAt)] & 0xff;
  }

  int u16(long offset) throws IOException {
    return u8(offset) | u8(offset + 1) << 8;
  }

  int u16big(long offset) throws IOException {
    return u8(offset) << 8 | u8(offset + 1);
  }

  long u32(long offset) throws IOException {
    return u16(offset) | (long) u16(offset + 2) << 16;
  }

  long u32big(long offset) throws IOException {
    return (long) u16big(offset) << 16 | u16big(offset + 2);
  }

  long u64(long offset) throws IOException {
    return u32(offset) | u32(offset + 4) << 32;
  }

  /** The first bytes as text of one byte per character, at most so many. */
  String latin(int length) {
    return new String(head, 0, Math.min(length, head.length), ISO_8859_1);
  }
}
