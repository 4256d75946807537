package io.heliograph.event.avro;

import java.util.Arrays;

/** Bytes of Avro that grow. Not thread-safe. */
final class AvroOutput {
  /** Items of one block, as in Azul's writer. */
  static final int BLOCK_ITEMS_MAX = 100;

  private static final int LONG_BYTES_MAX = 10;

  private byte[] bytes;
  private int size;

  AvroOutput(int capacity) {
    bytes = new byte[Math.max(64, capacity)];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  int size() {
    return size;
  }

  /** Writes what another one has, without a length. */
  void append(AvroOutput other) {
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  void writeLong(long value) {
    reserve(LONG_BYTES_MAX);
    size = put(bytes, size, value);
  }

  private static int put(byte[] target, int at, long value) {
    long left = (value << 1) ^ (value >> 63);
    int position = at;
    while ((left & ~0x7FL) != 0) {
      target[position++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    target[position++] = (byte) left;
    return position;
  }

  /** Writes a length and the bytes. */
  void writeBytes(byte[] source, int from, int to) {
    writeLong(to - from);
    reserve(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  /** Writes eight bytes, the highest first. */
  void writeFixed(long value) {
    reserve(Long.BYTES);
    for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
  }

  void writeDouble(double value) {
    writeFixed(Long.reverseBytes(Double.doubleToRawLongBits(value)));
  }

  void writeBoolean(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  /** Starts a list or a map. */
  Blocks blocks() {
    return new Blocks();
  }

  /**
   * The items of a list or a map in blocks of a negative count and a size in bytes, which is put
   * before the items when they are known.
   */
  final class Blocks {
    private int start = size;
    private int count;

    /** Has to be called before each item is written. */
    void item() {
      if (count == BLOCK_ITEMS_MAX) {
        endBlock();
      }
      count++;
    }

    /** Has to be called after the last item. */
    void end() {
      if (count > 0) {
        endBlock();
      }
      writeLong(0);
    }

    private void endBlock() {
      byte[] header = new byte[2 * LONG_BYTES_MAX];
      int length = put(header, put(header, 0, -count), size - start);
      reserve(length);
      System.arraycopy(bytes, start, bytes, start + length, size - start);
      System.arraycopy(header, 0, bytes, start, length);
      size += length;
      start = size;
      count = 0;
    }
  }
}
