package io.heliograph.event.avro;

/** Reads Avro primitives from bytes that nobody vouches for. Every length is checked before use. */
final class AvroCursor {
  private final byte[] bytes;
  private int position;

  AvroCursor(byte[] bytes) throws MalformedAvroException {
    if (bytes.length > Sink.BYTES_MAX) {
      throw new MalformedAvroException("more than " + Sink.BYTES_MAX + " bytes");
    }
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  int remaining() {
    return bytes.length - position;
  }

  long varint() throws MalformedAvroException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = next();
      if (shift == 63 && next > 1) {
        break;
      }
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw malformed("number of more than 64 bits");
  }

  boolean flag() throws MalformedAvroException {
    int value = next();
    if (value > 1) {
      throw malformed("boolean other than 0 and 1");
    }
    return value == 1;
  }

  long bigEndian() throws MalformedAvroException {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | next();
    }
    return value;
  }

  long littleEndian() throws MalformedAvroException {
    return Long.reverseBytes(bigEndian());
  }

  /** Reads the length of a string or of bytes; that many bytes follow, the position is theirs. */
  int length() throws MalformedAvroException {
    long length = varint();
    if (length < 0 || length > remaining()) {
      throw malformed("length beyond the end");
    }
    return (int) length;
  }

  /**
   * Reads the head of an array or map block, in either form.
   *
   * @return the count of items, 0 at the end; never more than there are bytes left, since each item
   *     takes a byte at least
   */
  int blockCount() throws MalformedAvroException {
    long count = varint();
    if (count < 0) {
      count = -count;
      length();
    }
    if (count < 0 || count > remaining()) {
      throw malformed("block count beyond the end");
    }
    return (int) count;
  }

  void end() throws MalformedAvroException {
    if (remaining() > 0) {
      throw malformed("bytes after the end");
    }
  }

  MalformedAvroException malformed(String what) {
    return new MalformedAvroException(what + " at byte " + position);
  }

  private int next() throws MalformedAvroException {
    if (position == bytes.length) {
      throw malformed("end of bytes");
    }
    return bytes[position++] & 0xFF;
  }
}
