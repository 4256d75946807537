package io.heliograph.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * An object of which only the beginning and one stretch are at hand: enough to unseal the stretch.
 */
final class SparseBytes implements SeekableByteChannel {
  private final byte[] head;
  private final byte[] stretch;
  private final long stretchAt;
  private final long sizeBytes;
  private long position;

  SparseBytes(byte[] head, byte[] stretch, long stretchAt, long sizeBytes) {
    this.head = head;
    this.stretch = stretch;
    this.stretchAt = stretchAt;
    this.sizeBytes = sizeBytes;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position >= sizeBytes) {
      return -1;
    }
    if (position < head.length) {
      return copy(head, (int) position, target);
    }
    if (position < stretchAt || position >= stretchAt + stretch.length) {
      throw new IOException("byte " + position + " was not fetched");
    }
    return copy(stretch, (int) (position - stretchAt), target);
  }

  private int copy(byte[] from, int at, ByteBuffer target) {
    int length = Math.min(target.remaining(), from.length - at);
    target.put(from, at, length);
    position += length;
    return length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SparseBytes position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return sizeBytes;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SparseBytes truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
