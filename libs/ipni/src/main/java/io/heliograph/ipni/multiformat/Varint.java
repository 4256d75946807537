package io.heliograph.ipni.multiformat;

import java.io.ByteArrayOutputStream;

/** Unsigned varints of multiformats and protobuf: seven bits a byte, the lowest first. */
public final class Varint {
  private Varint() {}

  /** Appends a number from 0 to 2^63-1 in as few bytes as it needs. */
  public static void write(long value, ByteArrayOutputStream out) {
    if (value < 0) {
      throw new IllegalArgumentException("a varint is not negative: " + value);
    }
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** The bytes of one number. */
  public static byte[] of(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(9);
    write(value, out);
    return out.toByteArray();
  }
}
