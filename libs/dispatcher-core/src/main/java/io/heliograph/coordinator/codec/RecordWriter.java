package io.heliograph.coordinator.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes the values of {@code hub.cursors}: a version byte, then variable-length numbers and text.
 */
public final class RecordWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  public RecordWriter(int version) {
    out.write(version);
  }

  /** A number in seven-bit groups, lowest first, negative ones folded between the others. */
  public RecordWriter number(long value) {
    long folded = (value << 1) ^ (value >> 63);
    while ((folded & ~0x7FL) != 0) {
      out.write((int) (folded & 0x7F) | 0x80);
      folded >>>= 7;
    }
    out.write((int) folded);
    return this;
  }

  public RecordWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public RecordWriter bytes(byte[] value) {
    number(value.length);
    out.writeBytes(value);
    return this;
  }

  public RecordWriter uuid(UUID value) {
    for (long half : new long[] {value.getMostSignificantBits(), value.getLeastSignificantBits()}) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) (half >>> shift));
      }
    }
    return this;
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
