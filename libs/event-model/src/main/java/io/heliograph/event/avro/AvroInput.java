package io.heliograph.event.avro;

/**
 * Reads Avro's plain types. No length or count is believed before it was held against what is left,
 * so hostile input costs no more memory than its own size. Not thread-safe.
 */
final class AvroInput {
  private static final int LONG_BYTES = 8;

  private final byte[] bytes;
  private int position;

  AvroInput(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  void expectEnd() throws MalformedAvroException {
    if (position != bytes.length) {
      throw MalformedAvroException.at(position, "the record ends before the bytes do");
    }
  }

  long readLong() throws MalformedAvroException {
    long value = 0;
    int at = position;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == bytes.length) {
        throw MalformedAvroException.at(position, "a number is cut off");
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        position = at;
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw MalformedAvroException.at(position, "a number has more than 64 bits");
  }

  /** The length of text or bytes, whose first byte is at {@link #position()} then. */
  int readLength() throws MalformedAvroException {
    int start = position;
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw MalformedAvroException.at(start, "a length of " + length + " is beyond the end");
    }
    return (int) length;
  }

  void skip(int count) {
    position += count;
  }

  /** Eight bytes, the highest first. */
  long readFixed() throws MalformedAvroException {
    require(LONG_BYTES);
    long value = 0;
    for (int i = 0; i < LONG_BYTES; i++) {
      value = value << 8 | (bytes[position + i] & 0xFF);
    }
    position += LONG_BYTES;
    return value;
  }

  double readDouble() throws MalformedAvroException {
    return Double.longBitsToDouble(Long.reverseBytes(readFixed()));
  }

  boolean readBoolean() throws MalformedAvroException {
    require(1);
    byte value = bytes[position];
    if (value != 0 && value != 1) {
      throw MalformedAvroException.at(position, "a truth value is neither 0 nor 1");
    }
    position++;
    return value == 1;
  }

  private void require(int count) throws MalformedAvroException {
    if (remaining() < count) {
      throw MalformedAvroException.at(position, "a value is cut off");
    }
  }

  /** The items of the list or map that comes next. */
  Blocks blocks() {
    return new Blocks();
  }

  /** Walks over blocks of either form: a count, or a negative count and a size in bytes. */
  final class Blocks {
    private long left;
    private int blockEnd = -1;

    /** Whether one more item comes; it has to be read then. */
    boolean next() throws MalformedAvroException {
      if (left == 0) {
        if (blockEnd >= 0 && position != blockEnd) {
          throw MalformedAvroException.at(position, "a block has not the size that it names");
        }
        startBlock();
      }
      return left-- > 0;
    }

    private void startBlock() throws MalformedAvroException {
      int start = position;
      left = readLong();
      blockEnd = -1;
      if (left < 0) {
        left = -left;
        blockEnd = readLength() + position;
      }
      // Every item has one byte at least; the lowest long has no positive counterpart.
      if (left < 0 || left > remaining()) {
        throw MalformedAvroException.at(start, "a block has more items than bytes are left");
      }
    }
  }
}
