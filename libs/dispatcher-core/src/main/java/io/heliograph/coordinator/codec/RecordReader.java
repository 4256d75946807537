package io.heliograph.coordinator.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads what {@link RecordWriter} wrote, from input that may be anything.
 *
 * <p>Every method throws {@link MalformedRecordException} when the input does not hold what is
 * asked.
 */
public final class RecordReader {
  private final byte[] bytes;
  private int position;

  public RecordReader(byte[] bytes, int version) throws MalformedRecordException {
    this.bytes = bytes;
    if (bytes.length == 0 || bytes[0] != version) {
      throw new MalformedRecordException("not a record of version " + version);
    }
    position = 1;
  }

  public long number() throws MalformedRecordException {
    long folded = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= bytes.length) {
        throw new MalformedRecordException("number cut off");
      }
      byte part = bytes[position++];
      folded |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return (folded >>> 1) ^ -(folded & 1);
      }
    }
    throw new MalformedRecordException("number longer than 64 bits");
  }

  /** A number of things that take at least one byte each, so never more than bytes are left. */
  public int count() throws MalformedRecordException {
    long count = number();
    if (count < 0 || count > bytes.length - position) {
      throw new MalformedRecordException("count " + count + " exceeds the record");
    }
    return (int) count;
  }

  public int integer() throws MalformedRecordException {
    long value = number();
    if (value != (int) value) {
      throw new MalformedRecordException("number " + value + " exceeds 32 bits");
    }
    return (int) value;
  }

  public String text() throws MalformedRecordException {
    int length = count();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  public byte[] bytes() throws MalformedRecordException {
    int length = count();
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }

  public UUID uuid() throws MalformedRecordException {
    if (bytes.length - position < 16) {
      throw new MalformedRecordException("id cut off");
    }
    long[] halves = new long[2];
    for (int i = 0; i < 16; i++) {
      halves[i / 8] = halves[i / 8] << 8 | (bytes[position++] & 0xFF);
    }
    return new UUID(halves[0], halves[1]);
  }

  /** Makes sure that nothing follows. */
  public void end() throws MalformedRecordException {
    if (position != bytes.length) {
      throw new MalformedRecordException((bytes.length - position) + " bytes too many");
    }
  }
}
