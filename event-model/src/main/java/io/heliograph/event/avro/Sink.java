package io.heliograph.event.avro;

import java.util.Arrays;

/** A growing byte array that can take back its end and move its parts. One thread. */
final class Sink {
  /** The most bytes that one event or bulk may take. */
  static final int BYTES_MAX = 1 << 30;

  private byte[] bytes;
  private int size;

  Sink(int capacity) {
    this.bytes = new byte[Math.clamp(capacity, 64, BYTES_MAX)];
  }

  int size() {
    return size;
  }

  /** Forgets all bytes from that size on. */
  void truncate(int newSize) {
    size = newSize;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  void put(int value) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) value;
  }

  void put(byte[] source) {
    put(source, 0, source.length);
  }

  void put(byte[] source, int from, int length) {
    grow(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Puts a text of ASCII characters. */
  void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  /** An Avro int or long: zigzag, then seven bits a byte, the lowest first. */
  void varint(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  void bigEndian(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
  }

  void littleEndian(long value) {
    bigEndian(Long.reverseBytes(value));
  }

  /** The newest Avro form of an absent value. */
  void zero(Kind kind) {
    switch (kind) {
      case Shape shape -> put(shape.zero());
      case Kind.ListOf list -> put(0);
      case Kind.Scalar scalar -> {
        switch (scalar) {
          case TEXT, TEXT_MAP, RAW_JSON, U32, BOOLEAN -> put(0);
          case U64, DOUBLE -> bigEndian(0);
          case TIME -> varint(Rfc3339.ABSENT_MICROS);
          case VERSION -> varint(Shape.NEWEST);
        }
      }
    }
  }

  /**
   * Turns everything from {@code start} on into an Avro block of that many items, with its size.
   */
  void block(int start, int items) {
    int length = size - start;
    varint(-items);
    varint(length);
    byte[] header = Arrays.copyOfRange(bytes, start + length, size);
    System.arraycopy(bytes, start, bytes, start + header.length, length);
    System.arraycopy(header, 0, bytes, start, header.length);
  }

  /**
   * Replaces everything from {@code start} on by the given parts of it, in the given order.
   *
   * @param spans pairs of first and past-last positions
   */
  void arrange(int start, int[] spans) {
    byte[] before = Arrays.copyOfRange(bytes, start, size);
    size = start;
    for (int i = 0; i < spans.length; i += 2) {
      put(before, spans[i] - start, spans[i + 1] - spans[i]);
    }
  }

  private void grow(int extra) {
    long needed = (long) size + extra;
    if (needed > BYTES_MAX) {
      throw new SinkFullException();
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.clamp(2L * bytes.length, needed, BYTES_MAX));
    }
  }

  /** More than {@link #BYTES_MAX} bytes. Leaves the package only as the caller's own exception. */
  static final class SinkFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SinkFullException() {
      super("more than " + BYTES_MAX + " bytes");
    }
  }
}
